import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import { AccountBody, AccountChange, AccountDraft, AccountRow } from './account-schema.ts'
import { accountBodies, addAccount, changeAccount, giveSignInLink, listAccounts } from './account-store.ts'

export const accountRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/accounts',
    access: ['read', 'accounts'],
    summary: '账号列表',
    answer: z.array(AccountRow),
    run: ({ app, tx, reader }) => listAccounts(tx, reader, dayAt(app.now())),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/accounts/bodies',
    access: ['read', 'accounts'],
    summary: '账号可对应的人员和单位（只有名称）',
    answer: z.array(AccountBody),
    run: ({ app, tx, reader }) => accountBodies(tx, reader, dayAt(app.now())),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/accounts',
    access: ['write', 'accounts'],
    summary: '新增账号',
    body: AccountDraft,
    answer: z.object({ id: z.string() }),
    run: async ({ app, tx, reader, body }) => ({ id: await addAccount(tx, reader, body, app.now()) }),
  }),
  route({
    method: 'PUT',
    path: '/api/c/:community/accounts/:id',
    access: ['write', 'accounts'],
    summary: '修改账号、角色或停用',
    params: ById,
    body: AccountChange,
    run: async ({ app, tx, reader, params, body }) => {
      await changeAccount(tx, reader, params.id, body, app.now())
      return { ok: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/accounts/:id/link',
    access: ['write', 'accounts'],
    summary: '发放一次性登录链接',
    params: ById,
    answer: z.object({ path: z.string() }),
    run: async ({ app, tx, reader, params }) => ({
      path: `/welcome#${await giveSignInLink(tx, reader, params.id, app.now())}`,
    }),
  }),
]
