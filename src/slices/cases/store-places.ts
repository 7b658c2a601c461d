import { sql } from 'kysely'
import { addDays, dayAt } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CasePlace, CasePlaces } from './place-schema.ts'
import './tables.ts'

/** A recurrence further back than this says little about how a place is kept today. */
const YEAR = 365

/** Every place with an open problem, or with one found within the year; those with most open first. */
export async function casePlaces(tx: Tx, reader: Reader, now: Date): Promise<CasePlaces> {
  const since = addDays(dayAt(now), -YEAR)
  const found = await sql<CasePlace>`
    with c as (
      select id, place_id, check_item, found_on, relapse_of, closed_at is null as open,
        due_at < ${now}::timestamptz and stopped_at is null and closed_at is null as overdue
      from problem_case where community_id = ${reader.communityId}::uuid and place_id is not null
        and state <> 'declined' and (closed_at is null or found_on >= ${since}::date)),
    items as (
      select place_id, check_item, count(*)::int as times from c
      where found_on >= ${since}::date and check_item <> '' group by place_id, check_item having count(*) > 1)
    select c.place_id as id, p.name, count(*) filter (where c.open)::int as open,
      count(*) filter (where c.overdue)::int as overdue,
      count(*) filter (where c.found_on >= ${since}::date)::int as found,
      count(*) filter (where c.found_on >= ${since}::date and c.relapse_of is not null)::int as relapsed,
      coalesce((select jsonb_agg(jsonb_build_object('checkItem', i.check_item, 'times', i.times)
        order by i.times desc, i.check_item) from items i where i.place_id = c.place_id), '[]') as repeats
    from c join place_step p on p.community_id = ${reader.communityId}::uuid and p.id = c.place_id
    group by c.place_id, p.name
    order by 3 desc, 4 desc, 5 desc, p.name collate "zh-x-icu", c.place_id`.execute(tx)
  return { since, rows: found.rows }
}
