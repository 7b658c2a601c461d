import type { App } from '#kernel/node/app.ts'
import { secretBox } from '#kernel/node/secret-box.ts'
import { accountProblems } from './account-problems.ts'
import { attempt, forget } from './attempts.ts'
import { digest } from './token.ts'
import { plainRecoveryCode, stepOf } from './totp.ts'
import { readTotp, takeRecovery, takeStep } from './totp-store.ts'

/** Beside the database, in the data folder; not part of a backup of it. */
export const totpBox = (app: App) => secretBox(app.dataFolder, 'totp.key')

/**
 * After the password: the one-time code, or a recovery code, of an account that has turned them on; nothing for others.
 * Wrong codes are counted per account, and a right password does not set that count back: six digits are few.
 * @throws sign-in.code-needed, sign-in.code-wrong, sign-in.throttled, totp.key-lost
 */
export async function passSecondStep(app: App, accountId: string, code: string | undefined): Promise<void> {
  const totp = await app.db.asGate((tx) => readTotp(tx, accountId))
  if (!totp?.confirmedAt) return
  if (!code?.trim()) throw accountProblems['sign-in.code-needed']({}, 'code')
  await spendCode(app, accountId, totp.sealed, code)
}

/** @throws sign-in.code-wrong, sign-in.throttled, totp.key-lost */
export async function spendCode(app: App, accountId: string, sealed: Buffer, code: string): Promise<void> {
  const key = `totp:${accountId}`
  await attempt(app, [key])
  const recovery = plainRecoveryCode(code)
  const fits = recovery
    ? await app.db.asGate((tx) => takeRecovery(tx, accountId, digest(recovery), app.now()))
    : await spendStep(app, accountId, sealed, code.replaceAll(/\s/g, ''))
  if (!fits) throw accountProblems['sign-in.code-wrong']({}, 'code')
  await forget(app, key)
}

async function spendStep(app: App, accountId: string, sealed: Buffer, code: string): Promise<boolean> {
  const secret = await totpBox(app).open(sealed, accountId)
  if (!secret) throw accountProblems['totp.key-lost']()
  const step = stepOf(secret, code, app.now())
  return step !== null && app.db.asGate((tx) => takeStep(tx, accountId, step))
}
