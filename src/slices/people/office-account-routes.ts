import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Id } from '#kernel/shapes.ts'
import { AccountChange, AccountRow, OfficeAccountDraft } from './account-schema.ts'
import { addAccount, changeAccount, giveSignInLink, listAccounts } from './account-store.ts'
import { inOffice } from './office-reader.ts'

const HOME = '/api/o/:office/accounts'
const ByOffice = z.strictObject({ office: z.string().max(60) })
const ByAccount = ByOffice.extend({ id: Id })

/** The accounts of a street, district or city office, kept by its system administrator or by one of an office above it. */
export const officeAccountRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: 'session',
    summary: '上级单位的账号列表（由其系统管理员管理）',
    params: ByOffice,
    answer: z.array(AccountRow),
    run: ({ app, signedIn, params }) =>
      inOffice(app, signedIn, params.office, (tx, reader) => listAccounts(tx, reader, dayAt(app.now()))),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: 'session',
    summary: '上级单位新增账号',
    params: ByOffice,
    body: OfficeAccountDraft,
    answer: z.object({ id: z.string() }),
    run: ({ app, signedIn, params, body }) =>
      inOffice(app, signedIn, params.office, async (tx, reader) => ({
        id: await addAccount(tx, reader, body, app.now()),
      })),
  }),
  route({
    method: 'PUT',
    path: `${HOME}/:id`,
    access: 'session',
    summary: '上级单位修改账号、角色或停用',
    params: ByAccount,
    body: AccountChange.omit({ partyId: true, unitId: true }),
    run: ({ app, signedIn, params, body }) =>
      inOffice(app, signedIn, params.office, async (tx, reader) => {
        await changeAccount(tx, reader, params.id, body, app.now())
        return { ok: true }
      }),
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/link`,
    access: 'session',
    summary: '上级单位发放一次性登录链接',
    params: ByAccount,
    answer: z.object({ path: z.string() }),
    run: ({ app, signedIn, params }) =>
      inOffice(app, signedIn, params.office, async (tx, reader) => ({
        path: `/welcome#${await giveSignInLink(tx, reader, params.id, app.now())}`,
      })),
  }),
]
