import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { SignedIn } from '#kernel/node/route.ts'
import './account-tables.ts'

const IDLE_MS = 2 * 3_600_000
const ABSOLUTE_MS = 12 * 3_600_000
const FAILURES_ALLOWED = 5
const FAILURE_WINDOW_MS = 15 * 60_000

const digest = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Opens a session and returns its secret, which is stored only as a hash. */
export async function openSession(tx: Tx, accountId: string, agent: string, now: Date) {
  const token = randomBytes(32).toString('base64url')
  const id = newId()
  await tx
    .insertInto('session')
    .values({
      id_hash: digest(token),
      id,
      account_id: accountId,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + ABSOLUTE_MS),
      agent: agent.slice(0, 200),
    })
    .execute()
  return { token, id }
}

/** The account behind a session token; undefined when it is unknown, idle too long, over, or its account disabled. */
export async function findSession(tx: Tx, token: string, now: Date): Promise<SignedIn | undefined> {
  const row = await tx
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select(['s.id as sessionId', 's.seen_at as seenAt', 'a.id as accountId', 'a.login', 'a.name', 'a.actor'])
    .select(['a.party_id as partyId', 'a.language'])
    .where('s.id_hash', '=', digest(token))
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', new Date(now.getTime() - IDLE_MS))
    .where('a.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return undefined
  const { seenAt, ...signedIn } = row
  // Once a minute is enough to keep it alive, and keeps reads from becoming writes.
  if (now.getTime() - new Date(seenAt).getTime() > 60_000) {
    await tx.updateTable('session').set({ seen_at: now }).where('id', '=', row.sessionId).execute()
  }
  return signedIn
}

export async function closeSession(tx: Tx, token: string): Promise<void> {
  await tx.deleteFrom('session').where('id_hash', '=', digest(token)).execute()
}

export async function closeSessionsOf(tx: Tx, accountId: string, exceptToken?: string): Promise<void> {
  let query = tx.deleteFrom('session').where('account_id', '=', accountId)
  if (exceptToken) query = query.where('id_hash', '!=', digest(exceptToken))
  await query.execute()
}

export async function listSessions(tx: Tx, accountId: string) {
  return tx
    .selectFrom('session')
    .select(['id', 'created_at', 'seen_at', 'agent'])
    .where('account_id', '=', accountId)
    .orderBy('seen_at', 'desc')
    .execute()
}

export async function closeSessionById(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Minutes to wait before `key` may try again, or 0. Counted per login and per address, both ways of guessing. */
export async function waitMinutes(tx: Tx, key: string, now: Date): Promise<number> {
  const row = await tx.selectFrom('sign_in_failure').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) return 0
  const until = new Date(row.last_at).getTime() + FAILURE_WINDOW_MS
  const allowed = key.startsWith('address:') ? FAILURES_ALLOWED * 20 : FAILURES_ALLOWED
  return row.failures >= allowed && until > now.getTime() ? Math.ceil((until - now.getTime()) / 60_000) : 0
}

export async function countFailure(tx: Tx, key: string, now: Date): Promise<void> {
  await sql`insert into sign_in_failure (key, failures, last_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when sign_in_failure.last_at < ${new Date(now.getTime() - FAILURE_WINDOW_MS)}
        then 1 else sign_in_failure.failures + 1 end,
      last_at = ${now}`.execute(tx)
}

export async function clearFailures(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('key', '=', key).execute()
}
