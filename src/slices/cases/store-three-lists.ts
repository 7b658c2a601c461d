import { sql } from 'kysely'
import { dayAt } from '#kernel/days.ts'
import type { Db, Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { OPERATOR_NAME, type Reader } from '#kernel/reader.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import {
  THREE_LIST_COLUMNS,
  type ThreeList,
  type ThreeListPage,
  type ThreeListQuery,
  type ThreeListRow,
} from './three-list-schema.ts'
import type { CaseFilter, CaseRow } from './list-schema.ts'
import { SEVERITY_LABEL, SOURCE_LABEL, STATE_LABEL } from './schema.ts'
import { resolveCaseFilter } from './store-filter.ts'
import { caseRows, listCases } from './store-list.ts'
import { byIds } from './store-by-ids.ts'
import './tables.ts'

/** Rows read at a time for a file. */
const CHUNK = 1_000

/** One page of one of the three lists, newest found first. */
export async function threeListPage(
  tx: Tx,
  reader: Reader,
  list: ThreeList,
  query: ThreeListQuery,
  now: Date,
): Promise<ThreeListPage> {
  const { total, capped, rows } = await listCases(tx, reader, { ...query, sort: 'found' }, now)
  return { columns: [...THREE_LIST_COLUMNS[list]], total, capped, rows: await cellsOf(tx, reader, list, rows, now) }
}

/**
 * Every problem the filter shows, newest found first. Read piece by piece, each in a transaction of its own: memory
 * stays small, and a slow download keeps no connection.
 */
export async function* threeListRows(
  db: Db,
  reader: Reader,
  list: ThreeList,
  filter: CaseFilter,
  now: Date,
): AsyncGenerator<ThreeListRow> {
  let last: { day: string; id: string } | null = null
  for (;;) {
    const after = last
    const read: { rows: ThreeListRow[]; end: CaseRow | undefined } = await db.asReader(reader, async (tx) => {
      const { where } = await resolveCaseFilter(tx, reader, filter, now)
      const beyond = after ? sql`(c.found_on, c.id) < (${after.day}::date, ${after.id}::uuid)` : sql`true`
      const found = await sql<{ id: string }>`select c.id from problem_case c where ${where} and ${beyond}
        order by c.found_on desc, c.id desc limit ${CHUNK}`.execute(tx)
      const rows = await caseRows(
        tx,
        reader,
        found.rows.map((row) => row.id),
        now,
      )
      return { rows: await cellsOf(tx, reader, list, rows, now), end: rows.at(-1) }
    })
    yield* read.rows
    if (!read.end || read.rows.length < CHUNK) return
    last = { day: read.end.foundOn, id: read.end.id }
  }
}

async function cellsOf(tx: Tx, reader: Reader, list: ThreeList, rows: CaseRow[], now: Date): Promise<ThreeListRow[]> {
  const place = (row: CaseRow): string => [row.place, row.locus].filter(Boolean).join(' ')
  const due = (row: CaseRow): string => (row.dueAt === null ? '' : lastDayOf(new Date(row.dueAt)))
  switch (list) {
    case 'problems':
      return rows.map((row) => ({
        id: row.id,
        cells: [
          place(row),
          row.pointType,
          row.checkItem,
          row.issue,
          SEVERITY_LABEL[row.severity],
          SOURCE_LABEL[row.source],
          row.foundOn,
          photosOf(row),
          STATE_LABEL[row.state],
        ],
      }))
    case 'duties': {
      const answering = await answeringAt(tx, reader, rows, now)
      const handed = await handedOn(tx, reader, rows)
      return rows.map((row) => {
        const { units, persons } = answering.get(row.placeId ?? '') ?? { units: '', persons: '' }
        const cells = [place(row), row.issue, row.party, units, persons, handed.get(row.id) ?? '', due(row)]
        return { id: row.id, cells }
      })
    }
    case 'fixes': {
      const ends = await endsOf(tx, reader, rows)
      return rows.map((row) => {
        const end = ends.get(row.id)
        return {
          id: row.id,
          cells: [
            place(row),
            row.issue,
            row.party,
            due(row),
            row.overdue ? `${STATE_LABEL[row.state]}（超期）` : STATE_LABEL[row.state],
            end?.told ?? '',
            end?.by ?? '',
            row.closedAt === null ? '' : dayAt(new Date(row.closedAt)),
            recheckOf(row),
          ],
        }
      })
    }
  }
}

function recheckOf(row: CaseRow): string {
  if (row.state === 'kept' || row.state === 'relapsed') return STATE_LABEL[row.state]
  return row.recheckOn === null ? '' : `定于${row.recheckOn}`
}

/** By place: the unit that contracted it and the people who answer for it today, the nearest upwards. */
async function answeringAt(
  tx: Tx,
  reader: Reader,
  rows: CaseRow[],
  now: Date,
): Promise<Map<string, { units: string; persons: string }>> {
  const community = reader.communityId
  const places = [...new Set(rows.flatMap((row) => row.placeId ?? []))]
  const found = await sql<{ id: string; units: string | null; persons: string | null }>`
    with recursive up as (
      select s.id as place_id, s.community_id, s.id, s.parent_id, 0 as distance from place_step s
      where s.community_id = ${community}::uuid and s.id = any(${places}::uuid[])
      union all
      select up.place_id, s.community_id, s.id, s.parent_id, up.distance + 1
      from up cross join lateral (
        select * from place_step where community_id = up.community_id and id = up.parent_id offset 0) s
      where up.distance < 12),
    held as (
      select up.place_id, y.name, y.kind = 'person' as person,
        rank() over (partition by up.place_id, y.kind = 'person' order by up.distance) as nearness
      from up
      join duty_span d on d.community_id = up.community_id and d.place_id = up.id
      join party_label y on y.community_id = d.community_id and y.id = d.party_id and not y.erased
      where ${standsOn('d', dayAt(now))})
    select place_id as id, string_agg(distinct name, '、') filter (where not person) as units,
      string_agg(distinct name, '、') filter (where person) as persons
    from held where nearness = 1 group by place_id`.execute(tx)
  return new Map(found.rows.map(({ id, units, persons }) => [id, { units: units ?? '', persons: persons ?? '' }]))
}

/** By case: the day it was handed out last. */
async function handedOn(tx: Tx, reader: Reader, rows: CaseRow[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; day: string }>`
    select c.id, (c.dispatched_at at time zone 'Asia/Shanghai')::date::text as day from problem_case c
    where c.dispatched_at is not null and ${byIds(
      reader.communityId,
      rows.map((row) => row.id),
    )}`.execute(tx)
  return new Map(found.rows.map(({ id, day }) => [id, day]))
}

/** What the fixer told last, and who closed it. */
async function endsOf(tx: Tx, reader: Reader, rows: CaseRow[]): Promise<Map<string, { told: string; by: string }>> {
  const community = reader.communityId
  const found = await sql<{ id: string; told: string | null; closedBy: string | null; by: string | null }>`
    select c.id, h.told, c.closed_by as "closedBy", n.name as by
    from problem_case c
    left join actor_name n on n.actor = c.closed_by
    left join lateral (
      select body -> 'act' ->> 'note' as told from history h
      where h.community_id = c.community_id and h.object_id = c.id and h.object_type = 'case'
        and h.event in ('case.fed-back', 'case.self-closed', 'case.fixed-on-spot')
      order by h.version desc limit 1) h on true
    where ${byIds(
      community,
      rows.map((row) => row.id),
    )}`.execute(tx)
  return new Map(
    found.rows.map(({ id, told, closedBy, by }) => [
      id,
      { told: told ?? '', by: closedBy === null ? '' : (by ?? OPERATOR_NAME) },
    ]),
  )
}

/** Those still on the phone are said too: a problem that waits for its photos is not one without. */
function photosOf({ photos, photosAway }: CaseRow): string {
  const here = photos > 0 ? `${photos}张` : ''
  return photosAway > 0 ? `${here}（另有${photosAway}张在手机上）` : here
}
