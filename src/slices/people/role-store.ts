import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { type Role, ROLES_ABOVE } from '#kernel/reader.ts'
import type { Level } from './account-rules.ts'
import './account-tables.ts'
import type { RolePeriod } from './account-schema.ts'

export interface WorksIn {
  id: string
  code: string
  name: string
  demo: boolean
  role: Role
  /** Where the role is held: the community itself, or an office above it. */
  heldAt: string
  /** The community lets nobody who keeps accounts in without a one-time code. */
  requireTotp: boolean
}

/**
 * The communities an account works in on a day, with its role in each: those it has a role in, and for an office above
 * every community below it. A role in the community itself goes before one from above. With a code, that community
 * alone: an office may stand above a thousand.
 */
export async function communitiesOf(tx: Tx, accountId: string, day: Day, code?: string): Promise<WorksIn[]> {
  const found = await sql<WorksIn>`
    select distinct on (o.code) o.id, o.code, o.name, o.demo, r.role, n.id as "heldAt",
      coalesce((o.settings ->> 'requireTotp')::boolean, false) as "requireTotp"
    from account_role r
    join org n on n.id = r.org_id
    join org_above a on a.node_id = n.id
    join org o on o.id = a.org_id and o.level = 'community'
    where r.account_id = ${accountId}::uuid and ${standsOn('r', day)}
      and (${code ?? null}::text is null or o.code = ${code ?? null})
      and case when n.level = 'community' then r.role <> all (${[...ROLES_ABOVE]}::text[]) else r.role = n.level end
    order by o.code, array_position(array['community', 'street', 'district', 'city'], n.level), r.valid_from desc`.execute(
    tx,
  )
  return found.rows
}

/** A community an account recorded in before this day, by its code; its id. Auditors and keepers of accounts never did. */
export async function formerCommunity(tx: Tx, accountId: string, day: Day, code: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select o.id from account_role r join org o on o.id = r.org_id and o.level = 'community'
    where r.account_id = ${accountId}::uuid and r.valid_to < ${day}::date and o.code = ${code}
      and r.role not in ('auditor', 'system')
    limit 1`.execute(tx)
  return found.rows[0]?.id
}

/** An office above whose accounts somebody keeps. */
export interface KeptOffice {
  id: string
  code: string
  name: string
  level: Exclude<Level, 'community'>
  /** A community below where its accounts are kept, or that office itself, lets nobody keep accounts without a code. */
  requireTotp: boolean
}

/**
 * The offices above whose accounts an account keeps on a day: where it is system administrator, and every office below
 * that one; communities keep their own. With a code, that office alone.
 */
export async function officesKeptBy(tx: Tx, accountId: string, day: Day, code?: string): Promise<KeptOffice[]> {
  const found = await sql<KeptOffice>`
    select o.id, o.code, o.name, o.level, array_position(array['city', 'district', 'street'], o.level) as rank,
      -- Whoever keeps an office holds all that is below it, wherever they are at work.
      bool_or(exists (select from org_above u join org s on s.id = u.org_id
        where u.node_id = n.id and (s.settings ->> 'requireTotp')::boolean)) as "requireTotp"
    from account_role r
    join org n on n.id = r.org_id and n.level <> 'community'
    join org_above a on a.node_id = n.id
    join org o on o.id = a.org_id and o.level <> 'community'
    where r.account_id = ${accountId}::uuid and r.role = 'system' and ${standsOn('r', day)}
      and (${code ?? null}::text is null or o.code = ${code ?? null})
    group by o.id, o.code, o.name, o.level
    order by rank, o.code`.execute(tx)
  return found.rows.map(({ id, code, name, level, requireTotp }) => ({ id, code, name, level, requireTotp }))
}

/** The nodes from a community up to one above it, both included: what a superior may read sums of. */
export async function nodesUpTo(tx: Tx, communityId: string, topId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select a.node_id as id from org_above a
    where a.org_id = ${communityId}::uuid
      and exists (select from org_above t where t.org_id = a.node_id and t.node_id = ${topId}::uuid)`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** An account's periods in one community or office become these. */
export async function writeRoles(
  tx: Tx,
  accountId: string,
  orgId: string,
  periods: readonly RolePeriod[],
): Promise<void> {
  await tx.deleteFrom('account_role').where('account_id', '=', accountId).where('org_id', '=', orgId).execute()
  if (periods.length === 0) return
  await tx
    .insertInto('account_role')
    .values(
      periods.map(({ role, validFrom, validTo }) => ({
        account_id: accountId,
        org_id: orgId,
        role,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    )
    .execute()
}
