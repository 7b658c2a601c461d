import { sql } from 'kysely'
import { type Day, dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Language } from '#kernel/language.ts'
import type { Tx } from '#kernel/node/db.ts'
import { nextVersion } from '#kernel/node/next-version.ts'
import { record } from '#kernel/node/record.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems } from '#kernel/problems.ts'
import { type Reader, type Role, ROLE_LABEL, ROLES } from '#kernel/reader.ts'
import { accountProblems } from './account-problems.ts'
import { type Level, LEVEL_LABEL, keeperAt, periodOn, planRoles, rolesAt, staysKeeper } from './account-rules.ts'
import type { AccountBody, AccountChange, AccountDraft, AccountRow, RolePeriod } from './account-schema.ts'
import './account-tables.ts'
import { writeRoles } from './role-store.ts'
import { makeSignInLink, useUpLinks } from './sign-in-link-store.ts'

export async function findLogin(tx: Tx, login: string) {
  return tx
    .selectFrom('account')
    .select(['id', 'org_id', 'password_hash', 'status', 'actor', 'language'])
    .where(sql`lower(login)`, '=', login.trim().toLowerCase())
    .executeTakeFirst()
}

interface Stored extends Pick<
  AccountRow,
  'id' | 'login' | 'name' | 'status' | 'partyId' | 'unitId' | 'hasPassword' | 'home'
> {
  roles: RolePeriod[]
}

/**
 * The accounts of the community or office the reader works in, and guests: accounts at home elsewhere with a role here.
 */
export async function listAccounts(tx: Tx, reader: Reader, day: Day): Promise<AccountRow[]> {
  const found = await sql<Stored>`
    select a.id, a.login, a.name, a.status, a.party_id as "partyId", a.unit_id as "unitId",
      a.password_hash is not null as "hasPassword", a.org_id = ${reader.communityId}::uuid as home,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'validFrom', r.valid_from, 'validTo', r.valid_to)
        order by r.valid_from) from account_role r
        where r.account_id = a.id and r.org_id = ${reader.communityId}::uuid), '[]') as roles
    from account a
    where a.org_id = ${reader.communityId}::uuid
      or exists (select from account_role g where g.account_id = a.id and g.org_id = ${reader.communityId}::uuid)
    order by a.created_at, a.id`.execute(tx)
  return found.rows.map((row) => {
    const now = periodOn(row.roles, day)
    return {
      ...row,
      role: now?.period.role ?? null,
      validFrom: now?.period.validFrom ?? null,
      validTo: now?.period.validTo ?? null,
      roleState: now?.state ?? 'none',
    }
  })
}

/** Persons and units of the register that an account can stand for. */
export async function accountBodies(tx: Tx, reader: Reader, day: Day): Promise<AccountBody[]> {
  const found = await sql<AccountBody>`select id, kind, name from party_label
    where community_id = ${reader.communityId}::uuid and kind in ('person', 'unit') and not erased
      and ${standsOn('party_label', day)}
    order by name collate "zh-x-icu" limit 5000`.execute(tx)
  return found.rows
}

/**
 * Adds a person who may sign in; they set their own password through a one-time link (ASVS 6.4.6).
 * @throws account.*
 */
export async function addAccount(tx: Tx, reader: Reader, draft: AccountDraft, now: Date): Promise<string> {
  await takeTurn(tx, reader.communityId)
  const taken = await sql<{ taken: boolean }>`select ybz_login_taken(${draft.login}) as taken`.execute(tx)
  if (taken.rows[0]!.taken) throw accountProblems['account.login-taken']({ login: draft.login }, 'login')
  const { partyId = null, unitId = null } = draft
  await checkLevel(tx, reader, draft.role)
  await checkFits(tx, reader, { role: draft.role, partyId, unitId })
  const roles = planRoles([], draft, dayAt(now))
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
      party_id: partyId,
      unit_id: unitId,
    })
    .execute()
  await writeRoles(tx, id, reader.communityId, roles)
  // Whom an account stands for decides what it may see and check: history keeps it, as numbers.
  const body = { ...roles[0]!, actor, partyId, unitId }
  await record(tx, reader, [{ event: 'account.added', objectType: 'account', objectId: id, version: 1, body }], now)
  return id
}

/** @throws request.not-found, account.* */
export async function changeAccount(
  tx: Tx,
  reader: Reader,
  id: string,
  change: AccountChange,
  now: Date,
): Promise<void> {
  const today = dayAt(now)
  // In turn: two administrators who dismiss each other at once must not both succeed.
  await takeTurn(tx, reader.communityId)
  const accounts = await listAccounts(tx, reader, today)
  const account = accounts.find((candidate) => candidate.id === id)
  if (!account) throw problems['request.not-found']()
  const { role, validFrom, validTo, ...row } = change
  if (!account.home && Object.values(row).some((value) => value !== undefined)) {
    throw accountProblems['account.not-home']({ name: account.name })
  }
  const asked = role !== undefined || validFrom !== undefined || validTo !== undefined
  const after = {
    status: row.status ?? account.status,
    partyId: row.partyId === undefined ? account.partyId : row.partyId,
    unitId: row.unitId === undefined ? account.unitId : row.unitId,
    roles: asked ? planRoles(account.roles, { role, validFrom, validTo }, today) : account.roles,
  }
  const becomes = asked ? after.roles.at(-1)!.role : account.role
  // Somebody put out needs no person to be put out.
  if (after.status === 'active' && becomes) {
    await checkLevel(tx, reader, becomes)
    if (account.home) await checkFits(tx, reader, { ...after, role: becomes })
  }
  const keeper = keeperAt(await levelOf(tx, reader))
  const isLast =
    staysKeeper(account, keeper, today) &&
    !staysKeeper(after, keeper, today) &&
    !accounts.some((other) => other.id !== id && staysKeeper(other, keeper, today))
  if (isLast) throw accountProblems['account.last-administrator']()
  const set = {
    ...(row.name !== undefined ? { name: row.name } : {}),
    ...(row.status !== undefined ? { status: row.status } : {}),
    ...(row.partyId !== undefined ? { party_id: row.partyId } : {}),
    ...(row.unitId !== undefined ? { unit_id: row.unitId } : {}),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('account').set(set).where('id', '=', id).execute()
  if (asked) await writeRoles(tx, id, reader.communityId, after.roles)
  // A disabled account, or one with other rights, is out at once on every device.
  const turned = runningRole(after.roles, today) !== runningRole(account.roles, today)
  if (turned || row.status === 'disabled') await tx.deleteFrom('session').where('account_id', '=', id).execute()
  if (row.status === 'disabled') await useUpLinks(tx, id, now)
  const version = await nextVersion(tx, reader.communityId, id)
  const { status, partyId, unitId } = after
  const body = { ...(asked ? after.roles.at(-1) : { role: account.role }), status, partyId, unitId }
  await record(tx, reader, [{ event: 'account.changed', objectType: 'account', objectId: id, version, body }], now)
}

const runningRole = (roles: readonly RolePeriod[], day: Day): Role | null => {
  const now = periodOn(roles, day)
  return now?.state === 'running' ? now.period.role : null
}

/** @throws account.role-level for a role that is not held at this kind of community or office */
async function checkLevel(tx: Tx, reader: Reader, role: Role): Promise<void> {
  const level = await levelOf(tx, reader)
  if (rolesAt(level, ROLES).includes(role)) return
  throw accountProblems['account.role-level']({ role: ROLE_LABEL[role], level: LEVEL_LABEL[level] }, 'role')
}

async function levelOf(tx: Tx, reader: Reader): Promise<Level> {
  const node = await tx.selectFrom('org').select('level').where('id', '=', reader.communityId).executeTakeFirst()
  return node?.level ?? 'community'
}

/** What a role needs to stand on. @throws account.grid-person, account.cadre-unit, account.unit-unknown */
async function checkFits(
  tx: Tx,
  reader: Reader,
  account: { role: Role; partyId: string | null; unitId: string | null },
): Promise<void> {
  const { role, partyId, unitId } = account
  if (role === 'grid' && !partyId) throw accountProblems['account.grid-person']({}, 'partyId')
  if (role === 'cadre' && !unitId) throw accountProblems['account.cadre-unit']({}, 'unitId')
  if (!unitId) return
  const unit = await tx
    .selectFrom('party_label')
    .select('kind')
    .where('community_id', '=', reader.communityId)
    .where('id', '=', unitId)
    .executeTakeFirst()
  if (unit?.kind !== 'unit') throw accountProblems['account.unit-unknown']({}, 'unitId')
}

/**
 * A link for an account of the community. Whoever holds it can take the account over, so history tells who gave it.
 * @throws request.not-found, account.not-home
 */
export async function giveSignInLink(tx: Tx, reader: Reader, id: string, now: Date): Promise<string> {
  await takeTurn(tx, reader.communityId)
  const account = (await listAccounts(tx, reader, dayAt(now))).find((candidate) => candidate.id === id)
  if (!account) throw problems['request.not-found']()
  if (!account.home) throw accountProblems['account.not-home']({ name: account.name })
  const body = { role: account.role, status: account.status }
  const version = await nextVersion(tx, reader.communityId, id)
  await record(tx, reader, [{ event: 'account.link-given', objectType: 'account', objectId: id, version, body }], now)
  return makeSignInLink(tx, id, now)
}

/** Something that happened to an account and changed nothing that its body says. */
export async function recordAccountEvent(
  tx: Tx,
  reader: Reader,
  accountId: string,
  event: string,
  now: Date,
): Promise<void> {
  await takeTurn(tx, reader.communityId)
  const version = await nextVersion(tx, reader.communityId, accountId)
  await record(tx, reader, [{ event, objectType: 'account', objectId: accountId, version, body: {} }], now)
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
