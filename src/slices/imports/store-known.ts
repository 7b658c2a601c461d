import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { hasMoved } from '#slices/cases/import-rules.ts'
import type { CaseState } from '#slices/cases/schema.ts'
import type { Known, KnownDuty, KnownLink, KnownPending } from './plan-model.ts'
import type { KnownPlace } from './place-book.ts'
import './tables.ts'

/**
 * What the database holds that a plan for these targets depends on.
 * @param prefixes beginnings of the sources concerned: '2020/kind:cleanup/'
 */
export async function readKnown(tx: Tx, reader: Reader, prefixes: string[]): Promise<Known> {
  const community = reader.communityId
  const places = await sql<KnownPlace>`
    select id, type, name, parent_id as "parentId", attrs, note, aliases, valid_from as "validFrom", valid_to as "validTo"
    from import_place where community_id = ${community}::uuid order by valid_from, id`.execute(tx)
  const parties = await sql<Known['parties'][number]>`
    select id, kind, name, valid_from as "validFrom" from party_label
    where community_id = ${community}::uuid and not erased and valid_to is null`.execute(tx)
  const duties = await sql<KnownDuty>`
    select id, party_id as "partyId", role, place_id as "placeId", valid_from as "validFrom", valid_to as "validTo"
    from duty_span where community_id = ${community}::uuid`.execute(tx)
  const assets = await sql<{ id: string; from: string }>`
    select id, valid_from as "from" from import_asset where community_id = ${community}::uuid`.execute(tx)
  const campaigns = await sql<{ id: string; name: string }>`
    select id, name from import_campaign where community_id = ${community}::uuid`.execute(tx)
  const links = await sql<KnownLink>`
    select source, row_key as "rowKey", content_hash as hash, object_type as "objectType", object_id as "objectId",
      batch_id as "batchId"
    from import_link where community_id = ${community}::uuid and source ^@ any (${prefixes}::text[])
    order by object_id`.execute(tx)
  const pending = await sql<Omit<KnownPending, 'faulty'> & { findings: { field?: string; severity: string }[] }>`
    select id, source, row_key as "rowKey", content_hash as hash, state, cells, findings, reason,
      object_id as "objectId", version
    from pending_row where community_id = ${community}::uuid and source ^@ any (${prefixes}::text[])
    order by created_at, id`.execute(tx)
  const withdrawn = await sql<{ id: string }>`
    select distinct object_id as id from import_withdrawn
    where community_id = ${community}::uuid and source ^@ any (${prefixes}::text[])`.execute(tx)
  const cases = await sql<CaseRow>`
    select id, state, closing, dispatched_at as "dispatchedAt", outside, recheck_on as "recheckOn" from import_case
    where community_id = ${community}::uuid and id = any(${caseIds(links.rows)}::uuid[])`.execute(tx)
  return {
    places: places.rows,
    parties: parties.rows,
    duties: duties.rows,
    assetsFrom: new Map(assets.rows.map((row) => [row.id, row.from])),
    campaigns: campaigns.rows,
    links: links.rows,
    pending: pending.rows.map(({ findings, ...row }) => ({ ...row, faulty: faultyFields(findings) })),
    cases: new Map(
      cases.rows.map((row) => [row.id, { state: row.state, moved: hasMoved(row), closed: row.closing !== null }]),
    ),
    withdrawn: new Set(withdrawn.rows.map((row) => row.id)),
  }
}

interface CaseRow {
  id: string
  state: CaseState
  closing: 'self' | 'checked' | 'before' | null
  dispatchedAt: string | null
  outside: string
  recheckOn: string | null
}

function caseIds(links: KnownLink[]): string[] {
  return [...new Set(links.filter((link) => link.objectType === 'case').map((link) => link.objectId))]
}

export function faultyFields(findings: { field?: string | undefined; severity: string }[]): string[] {
  return [...new Set(findings.flatMap((one) => (one.severity === 'error' && one.field ? one.field : [])))]
}
