import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CaseFilter, CaseListQuery, CasePage, CaseRow } from './list-schema.ts'
import { PLAIN_OF } from './schema.ts'
import { resolveCaseFilter } from './store-filter.ts'
import { problemTypeOf } from './store-types.ts'
import { byIds } from './store-by-ids.ts'
import './tables.ts'

/** Past this many nobody pages; counting on would only cost. */
const COUNTED = 10_000

/** One page of problems, newest found first or soonest due first. */
export async function listCases(tx: Tx, reader: Reader, query: CaseListQuery, now: Date): Promise<CasePage> {
  const { sort, offset, limit, ...filter } = query
  const { where, open } = await resolveCaseFilter(tx, reader, filter, now)
  const order = sort === 'due' ? sql`c.due_at nulls last, c.id` : sql`c.found_on desc, c.id desc`
  const page = sql`order by ${order} limit ${limit} offset ${offset}`
  // What somebody still works on is little: found once, then counted and sorted. Of the rest the page is read in the order
  // of an index, and the count stops where nobody pages any more.
  const found = await sql<{ ids: string[]; total: number }>`${
    open
      ? sql`with c as materialized (select c.id, c.found_on, c.due_at from problem_case c where ${where})
        select array(select c.id from c ${page}) as ids, (select count(*)::int from c) as total`
      : sql`select array(select c.id from problem_case c where ${where} ${page}) as ids,
        (select count(*)::int from (
          select 1 from problem_case c where ${where} limit ${COUNTED + 1}) x) as total`
  }`.execute(tx)
  const { ids, total } = found.rows[0]!
  return { total: Math.min(total, COUNTED), capped: total > COUNTED, rows: await caseRows(tx, reader, ids, now) }
}

/** How many problems each of these filters shows, all counted in one statement. */
export async function countCases<K extends string>(
  tx: Tx,
  reader: Reader,
  filters: Record<K, CaseFilter>,
  now: Date,
): Promise<Record<K, number>> {
  const counts: RawBuilder<unknown>[] = []
  for (const [name, filter] of Object.entries<CaseFilter>(filters)) {
    const { where } = await resolveCaseFilter(tx, reader, filter, now)
    counts.push(sql`(select count(*)::int from problem_case c where ${where}) as ${sql.id(name)}`)
  }
  const found = await sql<Record<K, number>>`select ${sql.join(counts)}`.execute(tx)
  return found.rows[0]!
}

/** Earlier ones are counted up to this many. */
const OFTEN = 20

type Raw = Omit<CaseRow, 'plain' | 'typeLabel' | 'overdue' | 'stopped' | 'dueAt' | 'closedAt'> & {
  dueAt: Date | null
  stoppedAt: Date | null
  closedAt: Date | null
}

/** Rows as lists show them, in the order of the ids; those the reader may not see are left out. */
export async function caseRows(tx: Tx, reader: Reader, ids: string[], now: Date): Promise<CaseRow[]> {
  if (ids.length === 0) return []
  const found = await sql<Raw>`
    select c.id, c.version, c.type_code as "typeCode", c.point_type as "pointType", c.check_item as "checkItem",
      c.severity, c.issue, c.place_id as "placeId", coalesce(p.name, '') as place, c.locus, c.source,
      c.source_ref as "sourceRef", c.handed_down as "handedDown", c.found_on as "foundOn", c.state,
      c.party_id as "partyId", coalesce(y.name, '') as party, c.due_at as "dueAt", c.stopped_at as "stoppedAt",
      c.review_on as "reviewOn", c.closed_at as "closedAt", c.recheck_on as "recheckOn", c.rework, c.joins,
      (select count(*)::int from (
        -- In the order of the index by place, which is then the one that is walked; past twenty it is simply often.
        select 1 from problem_case b where b.community_id = c.community_id and b.place_id = c.place_id
          and b.check_item = c.check_item and c.check_item <> '' and (b.found_on, b.id) < (c.found_on, c.id)
        order by b.place_id, b.check_item, b.found_on desc, b.id desc limit ${OFTEN}) earlier) as before,
      (select count(distinct f.sha256)::int from case_photo f
        where f.community_id = c.community_id and f.case_id = c.id) as photos,
      coalesce((select a.photos from photo_away a
        where a.community_id = c.community_id and a.target = 'case' and a.id = c.id), 0) as "photosAway"
    from problem_case c
    left join place_step p on p.community_id = c.community_id and p.id = c.place_id
    left join party_label y on y.community_id = c.community_id and y.id = c.party_id
    where ${byIds(reader.communityId, ids)}`.execute(tx)
  const rows = new Map(found.rows.map((row) => [row.id, shown(row, now)]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

function shown({ dueAt, stoppedAt, closedAt, ...row }: Raw, now: Date): CaseRow {
  const due = dueAt && new Date(dueAt)
  const ended = closedAt !== null || row.state === 'declined'
  return {
    ...row,
    typeLabel: problemTypeOf(row.typeCode)?.label ?? '',
    plain: PLAIN_OF[row.state],
    dueAt: due?.toISOString() ?? null,
    stopped: stoppedAt !== null,
    overdue: due !== null && !ended && stoppedAt === null && due < now,
    closedAt: closedAt ? new Date(closedAt).toISOString() : null,
  }
}
