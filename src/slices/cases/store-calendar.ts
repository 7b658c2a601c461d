import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { restDay } from '#kernel/node/rest-day.ts'
import { type OfficeHours, type TimeLimit, USUAL_HOURS, type WorkCalendar } from '#kernel/work-calendar.ts'
import type { Severity } from './schema.ts'
import { shippedLimit } from './store-types.ts'
import './tables.ts'

/** The community's working days and hours: the State Council's calendar with the office's own days laid over it. */
export async function calendarOf(tx: Tx, community: string): Promise<WorkCalendar> {
  const days = await sql<{ day: Day; worked: boolean }>`select day, worked from calendar_day
    where community_id = ${community}::uuid`.execute(tx)
  const org = await sql<{ hours: OfficeHours | null }>`select settings -> 'officeHours' as hours from org
    where id = ${community}::uuid`.execute(tx)
  const own = new Map(days.rows.map(({ day, worked }) => [day, worked]))
  return {
    worked: (day) => own.get(day) ?? restDay(day) === null,
    hours: org.rows[0]?.hours ?? USUAL_HOURS,
  }
}

/** The time allowed for a problem: the office's own for its type, then for every type, then the shipped one. */
export async function limitFor(tx: Tx, community: string, typeCode: string, severity: Severity): Promise<TimeLimit> {
  const found = await sql<{ n: string; unit: TimeLimit['unit'] }>`select n, unit from case_limit
    where community_id = ${community}::uuid and severity = ${severity} and type_code in ('', ${typeCode})
    order by type_code desc limit 1`.execute(tx)
  const own = found.rows[0]
  return own ? { n: Number(own.n), unit: own.unit } : shippedLimit(typeCode, severity)
}
