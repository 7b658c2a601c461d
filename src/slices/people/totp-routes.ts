import type { App } from '#kernel/node/app.ts'
import { type RouteSpec, route, type SessionCookie, type SignedIn } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { accountProblems } from './account-problems.ts'
import { ConfirmTotp, LeaveTotp, RecoveryCodes, StartTotp, TotpStart, TotpState } from './account-schema.ts'
import { findLogin, recordAccountEvent } from './account-store.ts'
import { attempt, forget } from './attempts.ts'
import { operatorIn } from '#kernel/operator.ts'
import { passwordFits } from './password.ts'
import { totpBox, spendCode } from './second-step.ts'
import { closeSessionsOf } from './session-store.ts'
import { digest } from './token.ts'
import { base32, newRecoveryCodes, newSecret, otpauthUri, plainRecoveryCode } from './totp.ts'
import { beginTotp, confirmTotp, countRecovery, keepRecovery, readTotp, removeTotp } from './totp-store.ts'

const ISSUER = '一本账'
/** How long a secret waits for its first code. */
const BEGUN_MS = 15 * 60_000

const mustBeIn = (signedIn: SignedIn | null): SignedIn => {
  if (!signedIn) throw problems['session.missing']()
  return signedIn
}

// A stolen session must not be enough to change how its owner signs in.
async function checkPassword(app: App, account: SignedIn, password: string): Promise<void> {
  const key = `password:${account.accountId}`
  await attempt(app, [key])
  const stored = await app.db.asGate((tx) => findLogin(tx, account.login))
  if (!(await passwordFits(stored?.password_hash, password))) throw accountProblems['sign-in.refused']({}, 'password')
  await forget(app, key)
}

async function newCodes(app: App, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => digest(plainRecoveryCode(code)!))
  await app.db.asGate((tx) => keepRecovery(tx, accountId, hashes))
  return codes
}

async function endOthers(app: App, accountId: string, session: SessionCookie): Promise<void> {
  await app.db.asGate((tx) => closeSessionsOf(tx, accountId, session.token ?? undefined))
}

// Signing in is no business of a community, but whoever looks into an account taken over will ask when this was.
async function tellHistory(app: App, { login, actor, accountId, sessionId }: SignedIn, event: string): Promise<void> {
  const account = await app.db.asGate((tx) => findLogin(tx, login))
  const reader = { ...operatorIn(account!.org_id), actor, accountId, deviceId: `web:${sessionId}` }
  await app.db.asReader(reader, (tx) => recordAccountEvent(tx, reader, accountId, event, app.now()))
}

/** One's own second step at sign-in. */
export const totpRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/session/totp',
    access: 'session',
    summary: '我的动态码登录',
    answer: TotpState,
    run: async ({ app, signedIn }) => {
      const { accountId } = mustBeIn(signedIn)
      return app.db.asGate(async (tx) => {
        const totp = await readTotp(tx, accountId)
        const on = totp?.confirmedAt != null
        return {
          on,
          since: totp?.confirmedAt?.toISOString() ?? null,
          recoveryLeft: on ? await countRecovery(tx, accountId) : 0,
        }
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/totp',
    access: 'session',
    summary: '开始开启动态码登录：给出二维码内容',
    body: StartTotp,
    answer: TotpStart,
    run: async ({ app, body, signedIn }) => {
      const account = mustBeIn(signedIn)
      await checkPassword(app, account, body.password)
      const secret = newSecret()
      const sealed = await totpBox(app).seal(secret, account.accountId)
      const begun = await app.db.asGate((tx) => beginTotp(tx, account.accountId, sealed, app.now()))
      if (!begun) throw accountProblems['totp.already-on']()
      return { secret: base32(secret), uri: otpauthUri(secret, ISSUER, account.login) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/totp/confirm',
    access: 'session',
    summary: '用第一个动态码确认开启，得到恢复码',
    body: ConfirmTotp,
    answer: RecoveryCodes,
    run: async ({ app, body, signedIn, session }) => {
      const { accountId } = mustBeIn(signedIn)
      const begun = await app.db.asGate((tx) => readTotp(tx, accountId))
      if (begun?.confirmedAt) throw accountProblems['totp.already-on']()
      if (!begun || begun.createdAt.getTime() < app.now().getTime() - BEGUN_MS)
        throw accountProblems['totp.not-begun']()
      await spendCode(app, accountId, begun.sealed, body.code)
      if (!(await app.db.asGate((tx) => confirmTotp(tx, accountId, app.now())))) {
        throw accountProblems['totp.already-on']()
      }
      await endOthers(app, accountId, session)
      await tellHistory(app, signedIn!, 'account.totp-on')
      return { codes: await newCodes(app, accountId) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/totp/recovery',
    access: 'session',
    summary: '换一组恢复码',
    body: LeaveTotp,
    answer: RecoveryCodes,
    run: async ({ app, body, signedIn }) => {
      await proveBoth(app, mustBeIn(signedIn), body)
      return { codes: await newCodes(app, signedIn!.accountId) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/totp/off',
    access: 'session',
    summary: '关闭动态码登录',
    body: LeaveTotp,
    run: async ({ app, body, signedIn, session }) => {
      const account = mustBeIn(signedIn)
      await proveBoth(app, account, body)
      await app.db.asGate((tx) => removeTotp(tx, account.accountId))
      await endOthers(app, account.accountId, session)
      await tellHistory(app, account, 'account.totp-off')
      return { ok: true }
    },
  }),
]

async function proveBoth(app: App, account: SignedIn, body: { password: string; code: string }): Promise<void> {
  const totp = await app.db.asGate((tx) => readTotp(tx, account.accountId))
  if (!totp?.confirmedAt) throw accountProblems['totp.off']()
  await checkPassword(app, account, body.password)
  await spendCode(app, account.accountId, totp.sealed, body.code)
}
