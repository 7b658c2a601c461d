import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { isLateBy } from './paper-rules.ts'
import type { SuperviseRule } from './paper-schema.ts'
import { calendarOf } from './store-calendar.ts'
import { OPEN } from './store-open.ts'
import './tables.ts'

/** A 通报 lists so many problems at most; the rest is in its numbers. */
const MOST_LISTED = 300

/**
 * Cases with a responsible body that fall under the rule for a 督办单: late by more than so many working days and not
 * supervised since they were due, or sent back so often, still not right, and never supervised. With `heedDropped` a
 * draft that was dropped counts too: whoever dropped it has decided.
 */
export async function casesToSupervise(
  tx: Tx,
  reader: Reader,
  { overDays, reworks }: SuperviseRule,
  now: Date,
  heedDropped = false,
): Promise<{ id: string; late: boolean }[]> {
  const found = await sql<{ id: string; due: Date | null; overdue: boolean; resent: boolean }>`
    with supervised as (
      select p.case_ids, p.state, p.created_at from case_paper p
      where p.community_id = ${reader.communityId}::uuid and p.kind = 'supervise'
        and (p.state <> 'dropped' or ${heedDropped}))
    select * from (
      select c.id, c.due_at as due,
        coalesce(c.due_at < ${now}::timestamptz, false) and not exists (select from supervised p
          where p.case_ids @> array[c.id] and (p.state = 'draft' or p.created_at > c.due_at)) as overdue,
        c.rework >= ${reworks} and c.state in ('dispatched', 'fixing')
          and not exists (select from supervised p where p.case_ids @> array[c.id]) as resent
      from problem_case c
      where c.community_id = ${reader.communityId}::uuid and ${OPEN}
        and c.stopped_at is null and c.party_id is not null
        and (c.due_at < ${now}::timestamptz or c.rework >= ${reworks})) found
    where found.overdue or found.resent
    order by found.due nulls last, found.id`.execute(tx)
  const calendar = await calendarOf(tx, reader.communityId)
  return found.rows.flatMap(({ id, due, overdue, resent }) => {
    const late = overdue && isLateBy(new Date(due!), overDays, now, calendar)
    return late || resent ? [{ id, late }] : []
  })
}

/** Cases found by a day and still open, what is late first, then by point type. */
export async function openCases(tx: Tx, reader: Reader, to: Day, now: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`select c.id from problem_case c
    where c.community_id = ${reader.communityId}::uuid and ${OPEN}
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
