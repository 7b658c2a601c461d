import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { accountProblems } from './account-problems.ts'
import type { AccountChange, AccountDraft, AccountRow } from './account-schema.ts'
import './account-tables.ts'

const LINK_LIFE_MS = 7 * 24 * 3_600_000

export async function findLogin(tx: Tx, login: string) {
  return tx
    .selectFrom('account')
    .select(['id', 'password_hash', 'status', 'actor', 'language'])
    .where(sql`lower(login)`, '=', login.trim().toLowerCase())
    .executeTakeFirst()
}

/** The communities an account works in on a day, with its role in each. */
export async function communitiesOf(tx: Tx, accountId: string, day: string) {
  const rows = await tx
    .selectFrom('account_role as r')
    .innerJoin('org as o', 'o.id', 'r.org_id')
    .select(['o.id', 'o.code', 'o.name', 'o.demo', 'r.role'])
    .where('r.account_id', '=', accountId)
    .where('o.level', '=', 'community')
    .where('r.valid_from', '<=', day)
    .where((eb) => eb.or([eb('r.valid_to', 'is', null), eb('r.valid_to', '>=', day)]))
    .orderBy('o.code')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

export async function listAccounts(tx: Tx, reader: Reader): Promise<AccountRow[]> {
  const rows = await tx
    .selectFrom('account as a')
    .innerJoin('account_role as r', (join) => join.onRef('r.account_id', '=', 'a.id').onRef('r.org_id', '=', 'a.org_id'))
    .select(['a.id', 'a.login', 'a.name', 'r.role', 'a.status', 'a.party_id as partyId'])
    .select(sql<boolean>`a.password_hash is not null`.as('hasPassword'))
    .where('a.org_id', '=', reader.communityId)
    .orderBy('a.created_at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Adds a person who may sign in; they set their own password through a one-time link (ASVS 6.4.6). */
export async function addAccount(tx: Tx, reader: Reader, draft: AccountDraft, now: Date): Promise<string> {
  const taken = await sql<{ taken: boolean }>`select ybz_login_taken(${draft.login}) as taken`.execute(tx)
  if (taken.rows[0]!.taken) throw accountProblems['account.login-taken']({ login: draft.login }, 'login')
  const id = newId()
  const actor = newId()
  await tx
    .insertInto('account')
    .values({ id, org_id: reader.communityId, login: draft.login, name: draft.name, actor, party_id: draft.partyId ?? null, password_hash: null })
    .execute()
  await tx
    .insertInto('account_role')
    .values({ account_id: id, org_id: reader.communityId, role: draft.role, valid_from: dayAt(now), valid_to: null })
    .execute()
  await record(tx, reader, [{ event: 'account.added', objectType: 'account', objectId: id, version: 1, body: { role: draft.role, actor } }], now)
  return id
}

export async function changeAccount(tx: Tx, reader: Reader, id: string, change: AccountChange, now: Date): Promise<void> {
  const accounts = await listAccounts(tx, reader)
  const account = accounts.find((candidate) => candidate.id === id)
  if (!account) throw problems['request.not-found']()
  const losesAdministrator =
    account.role === 'administrator' && account.status === 'active' &&
    ((change.role && change.role !== 'administrator') || change.status === 'disabled')
  const others = accounts.some((a) => a.id !== id && a.role === 'administrator' && a.status === 'active')
  if (losesAdministrator && !others) throw accountProblems['account.last-administrator']()
  const { role, ...row } = change
  const set = {
    ...(row.name !== undefined ? { name: row.name } : {}),
    ...(row.status !== undefined ? { status: row.status } : {}),
    ...(row.partyId !== undefined ? { party_id: row.partyId } : {}),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('account').set(set).where('id', '=', id).execute()
  if (role) {
    await tx
      .updateTable('account_role')
      .set({ role })
      .where('account_id', '=', id)
      .where('org_id', '=', reader.communityId)
      .execute()
  }
  // A disabled account, or one with other rights, is out at once on every device.
  if (role || row.status === 'disabled') await tx.deleteFrom('session').where('account_id', '=', id).execute()
  const version = await nextVersion(tx, reader, id)
  const body = { role: role ?? account.role, status: row.status ?? account.status }
  await record(tx, reader, [{ event: 'account.changed', objectType: 'account', objectId: id, version, body }], now)
}

async function nextVersion(tx: Tx, reader: Reader, id: string): Promise<number> {
  const row = await tx
    .selectFrom('history')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('community_id', '=', reader.communityId)
    .where('object_id', '=', id)
    .executeTakeFirst()
  return Number(row?.version ?? 0) + 1
}

/** A secret that signs its bearer in once and lets them choose a password; earlier unused ones die. */
export async function makeSignInLink(tx: Tx, accountId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await tx.updateTable('sign_in_link').set({ used_at: now }).where('account_id', '=', accountId).where('used_at', 'is', null).execute()
  await tx
    .insertInto('sign_in_link')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      account_id: accountId,
      expires_at: new Date(now.getTime() + LINK_LIFE_MS),
      used_at: null,
    })
    .execute()
  return token
}

export async function useSignInLink(tx: Tx, token: string, passwordHash: string, now: Date): Promise<string> {
  const row = await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', createHash('sha256').update(token).digest())
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('account_id')
    .executeTakeFirst()
  if (!row) throw accountProblems['sign-in.link-dead']()
  await setPassword(tx, row.account_id, passwordHash)
  return row.account_id
}

export async function setPassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

export async function setLanguage(tx: Tx, accountId: string, language: 'zh-CN' | 'zh-Hant' | 'en'): Promise<void> {
  await tx.updateTable('account').set({ language }).where('id', '=', accountId).execute()
}

/** A role in one more community for an account that already signs in. */
export async function addRole(tx: Tx, accountId: string, orgId: string, role: Role, now: Date): Promise<void> {
  await tx
    .insertInto('account_role')
    .values({ account_id: accountId, org_id: orgId, role, valid_from: dayAt(now), valid_to: null })
    .execute()
}
