import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { restDay } from '#kernel/node/rest-day.ts'
import type { WorkCalendar } from '#kernel/work-calendar.ts'
import { caseSettings } from './store-settings.ts'
import './tables.ts'

/** The community's working days and hours: the State Council's calendar with the office's own days laid over it. */
export async function calendarOf(tx: Tx, community: string): Promise<WorkCalendar> {
  const days = await sql<{ day: Day; worked: boolean }>`select day, worked from calendar_day
    where community_id = ${community}::uuid`.execute(tx)
  const { officeHours } = await caseSettings(tx, community)
  const own = new Map(days.rows.map(({ day, worked }) => [day, worked]))
  return {
    worked: (day) => own.get(day) ?? restDay(day) === null,
    hours: officeHours,
  }
}
