import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { LAST_KNOWN_YEAR, restDay } from '#kernel/node/rest-day.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { CalendarAnswer, CalendarDay } from './deadline-schema.ts'
import './tables.ts'

/** Days the office's calendar knows otherwise than the official one, newest first. */
export async function calendarDays(tx: Tx, community: string): Promise<CalendarAnswer> {
  const found = await sql<CalendarDay>`select day, worked, note, version from calendar_day
    where community_id = ${community}::uuid order by day desc limit 1000`.execute(tx)
  const official = (day: Day): string => restDay(day)?.name ?? '工作日'
  return { days: found.rows.map((row) => ({ ...row, official: official(row.day) })), knownTo: LAST_KNOWN_YEAR }
}

/** @throws object.changed */
export async function saveCalendarDay(tx: Tx, reader: Reader, draft: CalendarDay, now: Date): Promise<void> {
  await takeTurn(tx, reader.communityId)
  const before = await standing(tx, reader.communityId, draft.day)
  if ((before?.version ?? 0) !== draft.version) throw kernelProblems['object.changed']()
  const { day, worked, note } = draft
  const id = before?.id ?? newId()
  const version = draft.version + 1
  await sql`insert into calendar_day (community_id, day, id, worked, note, version)
    values (${reader.communityId}::uuid, ${day}::date, ${id}::uuid, ${worked}, ${note}, ${version})
    on conflict (community_id, day) do update
      set worked = excluded.worked, note = excluded.note, version = excluded.version`.execute(tx)
  const fact = { event: 'calendar-day.set', objectType: 'calendar-day', objectId: id }
  await record(tx, reader, [{ ...fact, version, body: { day, worked, note } }], now)
}

/** The day is again what the official calendar says. @throws request.not-found */
export async function dropCalendarDay(tx: Tx, reader: Reader, day: Day, now: Date): Promise<void> {
  await takeTurn(tx, reader.communityId)
  const before = await standing(tx, reader.communityId, day)
  if (!before) throw kernelProblems['request.not-found']()
  await sql`delete from calendar_day where community_id = ${reader.communityId}::uuid and day = ${day}::date`.execute(
    tx,
  )
  const fact = { event: 'calendar-day.dropped', objectType: 'calendar-day', objectId: before.id }
  await record(tx, reader, [{ ...fact, version: before.version + 1, body: { day } }], now)
}

async function standing(tx: Tx, community: string, day: Day): Promise<{ id: string; version: number } | undefined> {
  const found = await sql<{ id: string; version: number }>`select id, version from calendar_day
    where community_id = ${community}::uuid and day = ${day}::date`.execute(tx)
  return found.rows[0]
}
