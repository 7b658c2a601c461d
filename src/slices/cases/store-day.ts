import { sql } from 'kysely'
import { addDays, type Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import type { DayRow } from './board-schema.ts'
import './tables.ts'

/**
 * One line for every community an office above looks over: what is open, late and waiting now, what came and went on
 * a day. Three walks of narrow indexes, however many cases were ever closed.
 */
export async function dayOfCommunities(tx: Tx, day: Day, now: Date): Promise<DayRow[]> {
  const [from, to] = [instantOf(day, 0), instantOf(addDays(day, 1), 0)]
  const found = await sql<DayRow>`
    select id, code, name, open, overdue, for_us as "forUs", found, closed
    from ybz_case_day(${day}::date, ${from}::timestamptz, ${to}::timestamptz, ${now}::timestamptz)
    order by overdue desc, open desc, code`.execute(tx)
  return found.rows
}
