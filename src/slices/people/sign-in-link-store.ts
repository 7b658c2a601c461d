import type { Tx } from '#kernel/node/db.ts'
import { accountProblems } from './account-problems.ts'
import './account-tables.ts'
import { digest, newToken } from './token.ts'

const LINK_LIFE_MS = 7 * 24 * 3_600_000

/** A secret that signs its bearer in once and lets them choose a password; earlier unused ones die. */
export async function makeSignInLink(tx: Tx, accountId: string, now: Date): Promise<string> {
  const token = newToken()
  await useUpLinks(tx, accountId, now)
  await tx
    .insertInto('sign_in_link')
    .values({
      token_hash: digest(token),
      account_id: accountId,
      expires_at: new Date(now.getTime() + LINK_LIFE_MS),
      used_at: null,
    })
    .execute()
  return token
}

export async function useUpLinks(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/** Whose link it is; asked before anything costly is done for a stranger's token. @throws sign-in.link-dead */
export async function checkSignInLink(tx: Tx, token: string, now: Date): Promise<string> {
  const row = await tx
    .selectFrom('sign_in_link as l')
    .innerJoin('account as a', 'a.id', 'l.account_id')
    .select('l.account_id')
    .where('l.token_hash', '=', digest(token))
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', now)
    .where('a.status', '=', 'active')
    .executeTakeFirst()
  if (!row) throw accountProblems['sign-in.link-dead']()
  return row.account_id
}

/** @throws sign-in.link-dead when it was used, has expired, or its account is disabled */
export async function useSignInLink(tx: Tx, token: string, passwordHash: string, now: Date): Promise<string> {
  const row = await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', digest(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('account_id', 'in', (eb) => eb.selectFrom('account').select('id').where('status', '=', 'active'))
    .returning('account_id')
    .executeTakeFirst()
  if (!row) throw accountProblems['sign-in.link-dead']()
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', row.account_id).execute()
  return row.account_id
}
