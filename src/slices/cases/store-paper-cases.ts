import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { isLateBy } from './paper-rules.ts'
import { calendarOf } from './store-calendar.ts'
import './tables.ts'

/** A 通报 lists so many problems at most; the rest is in its numbers. */
const MOST_LISTED = 300

/** Cases with a responsible body, late by more than so many working days, and not supervised since they were due. */
export async function lateCases(tx: Tx, reader: Reader, overDays: number, now: Date): Promise<string[]> {
  const found = await sql<{ id: string; due: Date }>`select c.id, c.due_at as due from problem_case c
    where c.community_id = ${reader.communityId}::uuid and c.closed_at is null and c.state <> 'declined'
      and c.due_at < ${now}::timestamptz and c.stopped_at is null and c.party_id is not null
      and not exists (select from case_paper p where p.community_id = c.community_id and p.kind = 'supervise'
        and p.state <> 'dropped' and p.case_ids @> array[c.id] and (p.state = 'draft' or p.created_at > c.due_at))
    order by c.due_at, c.id`.execute(tx)
  const calendar = await calendarOf(tx, reader.communityId)
  return found.rows.filter(({ due }) => isLateBy(new Date(due), overDays, now, calendar)).map(({ id }) => id)
}

/** Cases found by a day and still open, what is late first, then by point type. */
export async function openCases(tx: Tx, reader: Reader, to: Day, now: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`select c.id from problem_case c
    where c.community_id = ${reader.communityId}::uuid and c.closed_at is null and c.state <> 'declined'
      and c.found_on <= ${to}::date
    order by coalesce(c.due_at < ${now}::timestamptz and c.stopped_at is null, false) desc, c.point_type, c.found_on, c.id
    limit ${MOST_LISTED}`.execute(tx)
  return found.rows.map((row) => row.id)
}

export async function partyNames(tx: Tx, reader: Reader, ids: string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from party_label
    where community_id = ${reader.communityId}::uuid and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(found.rows.map((row) => [row.id, row.name]))
}
