import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Language } from '#kernel/language.ts'
import type { Tx } from '#kernel/node/db.ts'
import { nextVersion } from '#kernel/node/next-version.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { accountProblems } from './account-problems.ts'
import type { AccountChange, AccountDraft, AccountRow } from './account-schema.ts'
import './account-tables.ts'
import { digest, newToken } from './token.ts'

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
    .innerJoin('account_role as r', (join) =>
      join.onRef('r.account_id', '=', 'a.id').onRef('r.org_id', '=', 'a.org_id'),
    )
    .select(['a.id', 'a.login', 'a.name', 'r.role', 'a.status', 'a.party_id as partyId'])
    .select(sql<boolean>`a.password_hash is not null`.as('hasPassword'))
    .where('a.org_id', '=', reader.communityId)
    .orderBy('a.created_at')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Adds a person who may sign in; they set their own password through a one-time link (ASVS 6.4.6). */
export async function addAccount(tx: Tx, reader: Reader, draft: AccountDraft, now: Date): Promise<string> {
  await takeTurn(tx, reader.communityId)
  const taken = await sql<{ taken: boolean }>`select ybz_login_taken(${draft.login}) as taken`.execute(tx)
  if (taken.rows[0]!.taken) throw accountProblems['account.login-taken']({ login: draft.login }, 'login')
  const id = newId()
  const actor = newId()
  await tx
    .insertInto('account')
    .values({
      id,
      org_id: reader.communityId,
      login: draft.login,
      name: draft.name,
      actor,
      party_id: draft.partyId ?? null,
    })
    .execute()
  await tx
    .insertInto('account_role')
    .values({ account_id: id, org_id: reader.communityId, role: draft.role, valid_from: dayAt(now), valid_to: null })
    .execute()
  await record(
    tx,
    reader,
    [{ event: 'account.added', objectType: 'account', objectId: id, version: 1, body: { role: draft.role, actor } }],
    now,
  )
  return id
}

export async function changeAccount(
  tx: Tx,
  reader: Reader,
  id: string,
  change: AccountChange,
  now: Date,
): Promise<void> {
  // In turn: two administrators who dismiss each other at once must not both succeed.
  await takeTurn(tx, reader.communityId)
  const accounts = await listAccounts(tx, reader)
  const account = accounts.find((candidate) => candidate.id === id)
  if (!account) throw problems['request.not-found']()
  const person = change.partyId === undefined ? account.partyId : change.partyId
  if ((change.role ?? account.role) === 'grid' && !person && change.status !== 'disabled')
    throw accountProblems['account.grid-person']({}, 'partyId')
  const losesAdministrator =
    account.role === 'administrator' &&
    account.status === 'active' &&
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
  if (row.status === 'disabled') await useUpLinks(tx, id, now)
  const version = await nextVersion(tx, reader.communityId, id)
  const body = { role: role ?? account.role, status: row.status ?? account.status }
  await record(tx, reader, [{ event: 'account.changed', objectType: 'account', objectId: id, version, body }], now)
}

/**
 * A link for an account of the community. Whoever holds it can take the account over, so history tells who gave it.
 * @throws request.not-found
 */
export async function giveSignInLink(tx: Tx, reader: Reader, id: string, now: Date): Promise<string> {
  await takeTurn(tx, reader.communityId)
  const account = (await listAccounts(tx, reader)).find((candidate) => candidate.id === id)
  if (!account) throw problems['request.not-found']()
  const body = { role: account.role, status: account.status }
  const version = await nextVersion(tx, reader.communityId, id)
  await record(tx, reader, [{ event: 'account.link-given', objectType: 'account', objectId: id, version, body }], now)
  return makeSignInLink(tx, id, now)
}

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

async function useUpLinks(tx: Tx, accountId: string, now: Date): Promise<void> {
  await tx
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/** Asked before anything costly is done for a stranger's token. @throws sign-in.link-dead */
export async function checkSignInLink(tx: Tx, token: string, now: Date): Promise<void> {
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
  await setPassword(tx, row.account_id, passwordHash)
  return row.account_id
}

export async function setPassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

export async function setLanguage(tx: Tx, accountId: string, language: Language): Promise<void> {
  await tx.updateTable('account').set({ language }).where('id', '=', accountId).execute()
}

/** A role in one more community for an account that already signs in. */
export async function addRole(tx: Tx, accountId: string, orgId: string, role: Role, now: Date): Promise<void> {
  await tx
    .insertInto('account_role')
    .values({ account_id: accountId, org_id: orgId, role, valid_from: dayAt(now), valid_to: null })
    .execute()
}
