import { z } from 'zod'
import { grantsOf } from '#kernel/can.ts'
import { dayAt } from '#kernel/days.ts'
import { sourceAddress } from '#kernel/node/source-address.ts'
import { type Call, type RouteSpec, route, type SignedIn } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { isOneOf, ROLE_LABEL, ROLES_OF_ACCOUNTS } from '#kernel/reader.ts'
import { ById } from '#kernel/shapes.ts'
import { accountProblems } from './account-problems.ts'
import { ChangeLanguage, ChangePassword, Me, SessionRow, SignIn, UseLink } from './account-schema.ts'
import { findLogin, setLanguage, setPassword } from './account-store.ts'
import { attempt } from './attempts.ts'
import { hashPassword, passwordFits } from './password.ts'
import { communitiesOf, officesKeptBy, type WorksIn } from './role-store.ts'
import { passSecondStep } from './second-step.ts'
import { OFFICE_LIFE } from './session-life.ts'
import { checkSignInLink, useSignInLink } from './sign-in-link-store.ts'
import {
  closeSession,
  closeSessionById,
  closeSessionsOf,
  findSession,
  forgetAttempt,
  lifeOnPhone,
  listSessions,
  openSession,
} from './session-store.ts'

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'app' | 'request' | 'session'>

async function me({ app }: AnyCall, account: SignedIn): Promise<Me> {
  const today = dayAt(app.now())
  const communities = await app.db.asGate((tx) => communitiesOf(tx, account.accountId, today))
  const offices = await app.db.asGate((tx) => officesKeptBy(tx, account.accountId, today))
  const { accountId: id, login, name, language, totp } = account
  return {
    account: { id, login, name, language, totp },
    communities: communities.map((held) => ({
      id: held.id,
      code: held.code,
      name: held.name,
      demo: held.demo,
      role: held.role,
      roleLabel: ROLE_LABEL[held.role],
      grants: grantsOf(held.role),
      totpWish: totpWish(account, held),
    })),
    offices: offices.map(({ requireTotp, ...kept }) => ({
      ...kept,
      totpWish: totpWish(account, { role: 'system', requireTotp }),
    })),
  }
}

function totpWish(account: SignedIn, community: Pick<WorksIn, 'role' | 'requireTotp'>) {
  if (account.totp || !isOneOf(ROLES_OF_ACCOUNTS, community.role)) return 'none'
  return community.requireTotp ? 'required' : 'asked'
}

async function signInAs(call: AnyCall, accountId: string, onPhone = false): Promise<Me> {
  const { app, request, session } = call
  const account = await app.db.asGate(async (tx) => {
    // Signing in always makes a new secret; the one carried in, if any, dies (session fixation).
    if (session.token) await closeSession(tx, session.token)
    const life = onPhone ? await lifeOnPhone(tx, accountId, app.now()) : OFFICE_LIFE
    const opened = await openSession(tx, accountId, String(request.headers['user-agent'] ?? ''), app.now(), life)
    session.set(opened.token, life.hours)
    return findSession(tx, opened.token, app.now())
  })
  if (!account) throw accountProblems['sign-in.refused']()
  return me(call, account)
}

const mustBeIn = (signedIn: SignedIn | null): SignedIn => {
  if (!signedIn) throw problems['session.missing']()
  return signedIn
}

export const sessionRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: '/api/session',
    access: 'public',
    summary: '登录',
    body: SignIn,
    answer: Me,
    run: async (call) => {
      const { app, body, request } = call
      const from = sourceAddress(request.ip)
      const [login, address] = [`login:${body.login.trim().toLowerCase()}|${from}`, `address:${from}`]
      await attempt(app, [login, address])
      const found = await app.db.asGate((tx) => findLogin(tx, body.login))
      const fits = await passwordFits(found?.password_hash, body.password)
      if (!found || !fits || found.status !== 'active') throw accountProblems['sign-in.refused']()
      await app.db.asGate((tx) => forgetAttempt(tx, login, address))
      await passSecondStep(app, found.id, body.code)
      return signInAs(call, found.id, body.onPhone)
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    access: 'session',
    summary: '当前登录',
    answer: Me,
    run: (call) => me(call, mustBeIn(call.signedIn)),
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    access: 'session',
    summary: '退出',
    run: async ({ app, session }) => {
      const { token } = session
      if (token) await app.db.asGate((tx) => closeSession(tx, token))
      session.clear()
      return { ok: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/link',
    access: 'public',
    summary: '用一次性链接设置密码并登录',
    body: UseLink,
    answer: Me,
    run: async (call) => {
      const owner = await call.app.db.asGate((tx) => checkSignInLink(tx, call.body.token, call.app.now()))
      // Whoever was sent the link holds no phone of its owner.
      await passSecondStep(call.app, owner, call.body.code)
      const passwordHash = await hashPassword(call.body.password)
      const accountId = await call.app.db.asGate(async (tx) => {
        const id = await useSignInLink(tx, call.body.token, passwordHash, call.app.now())
        await closeSessionsOf(tx, id)
        return id
      })
      return signInAs(call, accountId)
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/password',
    access: 'session',
    summary: '修改密码',
    body: ChangePassword,
    run: async (call) => {
      const { app, body, session } = call
      const account = mustBeIn(call.signedIn)
      // Whoever holds a stolen session must not be able to guess the password behind it.
      const key = `password:${account.accountId}`
      await attempt(app, [key])
      const stored = await app.db.asGate((tx) => findLogin(tx, account.login))
      if (!(await passwordFits(stored?.password_hash, body.current))) throw accountProblems['sign-in.refused']()
      const passwordHash = await hashPassword(body.next)
      await app.db.asGate(async (tx) => {
        await forgetAttempt(tx, key, '')
        await setPassword(tx, account.accountId, passwordHash)
        await closeSessionsOf(tx, account.accountId, session.token ?? undefined)
      })
      return { ok: true }
    },
  }),
  route({
    method: 'PUT',
    path: '/api/session/language',
    access: 'session',
    summary: '切换语言',
    body: ChangeLanguage,
    run: async ({ app, body, signedIn }) => {
      await app.db.asGate((tx) => setLanguage(tx, mustBeIn(signedIn).accountId, body.language))
      return { ok: true }
    },
  }),
  route({
    method: 'GET',
    path: '/api/session/list',
    access: 'session',
    summary: '我的登录设备',
    answer: z.array(SessionRow),
    run: async ({ app, signedIn }) => {
      const account = mustBeIn(signedIn)
      const rows = await app.db.asGate((tx) => listSessions(tx, account.accountId))
      return rows.map((row) => ({
        id: row.id,
        createdAt: new Date(row.created_at).toISOString(),
        seenAt: new Date(row.seen_at).toISOString(),
        agent: row.agent,
        current: row.id === account.sessionId,
      }))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session/list',
    access: 'session',
    summary: '让其他设备全部退出',
    run: async ({ app, signedIn, session }) => {
      const { accountId } = mustBeIn(signedIn)
      await app.db.asGate((tx) => closeSessionsOf(tx, accountId, session.token ?? undefined))
      return { ok: true }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session/list/:id',
    access: 'session',
    summary: '让某台设备退出',
    params: ById,
    run: async ({ app, params, signedIn }) => {
      const closed = await app.db.asGate((tx) => closeSessionById(tx, mustBeIn(signedIn).accountId, params.id))
      if (!closed) throw problems['request.not-found']()
      return { ok: true }
    },
  }),
]
