import { type RawBuilder, sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { dayAt } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { SignedIn } from '#kernel/node/route.ts'
import './account-tables.ts'
import { OFFICE_LIFE, PHONE_LIFE, ROLES_ON_PHONES, type SessionLife } from './session-life.ts'
import { digest, newToken } from './token.ts'

/** Within the window; an address, which many people may share, has twenty times as many. */
const FAILURES_ALLOWED = 5
const FAILURE_WINDOW_MS = 15 * 60_000
const FORGET_MS = 24 * 3_600_000

/** Opens a session and returns its secret, which is stored only as a hash. */
export async function openSession(
  tx: Tx,
  accountId: string,
  agent: string,
  now: Date,
  { idleHours, hours }: SessionLife = OFFICE_LIFE,
) {
  const token = newToken()
  const id = newId()
  await tx
    .insertInto('session')
    .values({
      id_hash: digest(token),
      id,
      account_id: accountId,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + hours * 3_600_000),
      agent: agent.slice(0, 200),
      idle_hours: idleHours,
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
    .leftJoin('account_totp as t', 't.account_id', 'a.id')
    .select(['a.party_id as partyId', 'a.unit_id as unitId', 'a.language'])
    .select((eb) => eb('t.confirmed_at', 'is not', null).as('totp'))
    .where('s.id_hash', '=', digest(token))
    .where('s.expires_at', '>', now)
    .where(sql<boolean>`s.seen_at > ${now}::timestamptz - make_interval(hours => s.idle_hours)`)
    // A role given meanwhile, or planned, ends what was meant for the field alone.
    .where(sql<boolean>`(s.idle_hours <= ${OFFICE_LIFE.idleHours} or ${fieldOnly(sql`a.id`, now)})`)
    .where('a.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return undefined
  const { seenAt, totp, ...rest } = row
  const signedIn = { ...rest, totp: Boolean(totp) }
  // Once a minute is enough to keep it alive, and keeps reads from becoming writes.
  if (now.getTime() - new Date(seenAt).getTime() > 60_000) {
    await tx.updateTable('session').set({ seen_at: now }).where('id', '=', row.sessionId).execute()
  }
  return signedIn
}

/** How long a sign-in made on a telephone lasts: long for who works in the field alone, now and by what is planned. */
export async function lifeOnPhone(tx: Tx, accountId: string, now: Date): Promise<SessionLife> {
  const found = await sql<{ only: boolean }>`select ${fieldOnly(sql`${accountId}::uuid`, now)} as only`.execute(tx)
  return found.rows[0]!.only ? PHONE_LIFE : OFFICE_LIFE
}

const fieldOnly = (account: RawBuilder<unknown>, now: Date): RawBuilder<boolean> => sql<boolean>`not exists (
  select from account_role r where r.account_id = ${account} and r.role <> all(${[...ROLES_ON_PHONES]}::text[])
    and (r.valid_to is null or r.valid_to >= ${dayAt(now)}::date))`

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

/**
 * Counts an attempt under `key` before it is made, so that a thousand at once are no way round the limit, and returns
 * the minutes to wait, or 0. Attempts refused here do not prolong the wait. Counted per login and address and per
 * address: guessing one password at many names stops as well, and nobody can lock a person out from elsewhere.
 */
export async function countAttempt(tx: Tx, key: string, now: Date): Promise<number> {
  const allowed = key.startsWith('address:') ? FAILURES_ALLOWED * 20 : FAILURES_ALLOWED
  const since = new Date(now.getTime() - FAILURE_WINDOW_MS)
  const counted = await sql<{ failures: number; last_at: Date }>`
    insert into sign_in_failure as f (key, failures, last_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when f.last_at < ${since} then 1 else least(f.failures, ${allowed}::int) + 1 end,
      last_at = case when f.last_at >= ${since} and f.failures > ${allowed}::int then f.last_at else ${now} end
    returning failures, last_at`.execute(tx)
  const { failures, last_at: lastAt } = counted.rows[0]!
  if (failures === 1)
    await sql`delete from sign_in_failure where last_at < ${new Date(now.getTime() - FORGET_MS)}`.execute(tx)
  if (failures <= allowed) return 0
  return Math.max(1, Math.ceil((new Date(lastAt).getTime() + FAILURE_WINDOW_MS - now.getTime()) / 60_000))
}

/** The attempt was right: nothing is held against the login any more, and this one not against the address. */
export async function forgetAttempt(tx: Tx, login: string, address: string): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('key', '=', login).execute()
  await sql`update sign_in_failure set failures = failures - 1 where key = ${address} and failures > 0`.execute(tx)
}
