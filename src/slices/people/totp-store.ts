import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import './account-tables.ts'

export interface StoredTotp {
  sealed: Buffer
  confirmedAt: Date | null
  createdAt: Date
}

export async function readTotp(tx: Tx, accountId: string): Promise<StoredTotp | undefined> {
  const row = await tx.selectFrom('account_totp').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  if (!row) return undefined
  const confirmedAt = row.confirmed_at === null ? null : new Date(row.confirmed_at)
  return { sealed: row.sealed, confirmedAt, createdAt: row.created_at }
}

/** Keeps a secret until its owner confirms it. False when one is confirmed already. */
export async function beginTotp(tx: Tx, accountId: string, sealed: Buffer, now: Date): Promise<boolean> {
  const begun = await sql`
    insert into account_totp as t (account_id, sealed, created_at) values (${accountId}::uuid, ${sealed}, ${now})
    on conflict (account_id) do update set sealed = excluded.sealed, created_at = excluded.created_at, last_step = 0
      where t.confirmed_at is null
    returning account_id`.execute(tx)
  return begun.rows.length === 1
}

export async function confirmTotp(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('account_totp')
    .set({ confirmed_at: now })
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up a step; false when it, or a later one, was used before: of two at once one succeeds. */
export async function takeStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const row = await tx
    .updateTable('account_totp')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function removeTotp(tx: Tx, accountId: string): Promise<boolean> {
  await tx.deleteFrom('account_recovery').where('account_id', '=', accountId).execute()
  const row = await tx
    .deleteFrom('account_totp')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** New ones; the former stop working. */
export async function keepRecovery(tx: Tx, accountId: string, hashes: Buffer[]): Promise<void> {
  await tx.deleteFrom('account_recovery').where('account_id', '=', accountId).execute()
  await tx
    .insertInto('account_recovery')
    .values(hashes.map((code_hash) => ({ account_id: accountId, code_hash, used_at: null })))
    .execute()
}

export async function takeRecovery(tx: Tx, accountId: string, hash: Buffer, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('account_recovery')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function countRecovery(tx: Tx, accountId: string): Promise<number> {
  const row = await tx
    .selectFrom('account_recovery')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.left)
}
