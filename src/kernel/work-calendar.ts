import { addDays, type Day, dayAt, weekdayOf } from './days.ts'

/** Office hours of one working day, minutes after midnight in Asia/Shanghai, in order, not touching. */
export type OfficeHours = readonly (readonly [from: number, to: number])[]

/** Which days are worked and when, for one community. */
export interface WorkCalendar {
  worked: (day: Day) => boolean
  hours: OfficeHours
}

/** 8:30–12:00 and 14:30–18:00, until an office says otherwise. */
export const USUAL_HOURS: OfficeHours = [
  [510, 720],
  [870, 1080],
]

export const LIMIT_UNITS = ['working-hours', 'working-days', 'calendar-days'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]
export const LIMIT_UNIT_LABEL: Record<LimitUnit, string> = {
  'working-hours': '工作时',
  'working-days': '工作日',
  'calendar-days': '天（自然日）',
}

/** A time allowed: so many hours or days of a kind. */
export interface TimeLimit {
  n: number
  unit: LimitUnit
}

const MINUTE_MS = 60_000
const OFFSET_MS = 8 * 3_600_000
// More than any run of rest days that was ever decreed; past it the calendar itself must be wrong.
const MOST_REST_DAYS = 400

/** Monday to Friday; the calendar of an office adds holidays and made-up days. */
export function plainlyWorked(day: Day): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

/** The instant `minutes` after midnight of a day in Asia/Shanghai. */
export function instantOf(day: Day, minutes: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + minutes * MINUTE_MS)
}

/**
 * When a limit that starts now runs out. Hours count inside office hours of worked days only; days run to the end of
 * the last one (the day of the start is day 0), because an office that says 三个工作日 on a Monday means Thursday night.
 */
export function dueAt(start: Date, { n, unit }: TimeLimit, calendar: WorkCalendar): Date {
  if (unit === 'working-hours') return afterWorked(start, Math.round(n * 60) * MINUTE_MS, calendar)
  let day = dayAt(start)
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    if (unit === 'calendar-days' || calendar.worked(day)) left -= 1
  }
  return instantOf(day, 24 * 60)
}

/** The last day a limit allows: its end is the instant at which time is over, midnight belongs to the day before. */
export const lastDayOf = (due: Date): Day => dayAt(due.getTime() - 1)

/**
 * The new end of a limit whose clock stood still from `stopped` to `resumed`: moved on by as much as the stop took in
 * the limit's own unit. A limit that had run out before the stop stays run out.
 */
export function dueAfterStop(due: Date, stopped: Date, resumed: Date, unit: LimitUnit, calendar: WorkCalendar): Date {
  if (due <= stopped || resumed <= stopped) return due
  if (unit === 'working-hours') return afterWorked(resumed, worked(stopped, due, calendar), calendar)
  let day = lastDayOf(due)
  const next = (): void => {
    do day = addDays(day, 1)
    while (unit === 'working-days' && !calendar.worked(day))
  }
  for (let left = daysCounted(dayAt(stopped), dayAt(resumed), unit, calendar); left > 0; left -= 1) next()
  // Stopped on the last evening and resumed on a rest day: the stop took no worked day, but nobody may come back to a
  // limit that ran out while it stood still.
  while (instantOf(day, 24 * 60) <= resumed) next()
  return instantOf(day, 24 * 60)
}

/** Minutes of office hours between two instants; 0 when they are the wrong way round. */
export function minutesWorked(from: Date, to: Date, calendar: WorkCalendar): number {
  return Math.round(worked(from, to, calendar) / MINUTE_MS)
}

/** In milliseconds: a clock that is stopped and started often must neither win nor lose. */
function worked(from: Date, to: Date, calendar: WorkCalendar): number {
  let sum = 0
  for (let day = dayAt(from); day <= dayAt(to); day = addDays(day, 1)) {
    if (!calendar.worked(day)) continue
    for (const [opens, closes] of calendar.hours) {
      const low = Math.max(instantOf(day, opens).getTime(), from.getTime())
      const high = Math.min(instantOf(day, closes).getTime(), to.getTime())
      if (high > low) sum += high - low
    }
  }
  return sum
}

/** Days of the unit after `from` up to and with `to`. */
function daysCounted(from: Day, to: Day, unit: LimitUnit, calendar: WorkCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (unit === 'calendar-days' || calendar.worked(day)) count += 1
  }
  return count
}

function afterWorked(start: Date, millis: number, calendar: WorkCalendar): Date {
  let left = millis
  let day = dayAt(start)
  for (let rested = 0; rested < MOST_REST_DAYS; day = addDays(day, 1)) {
    if (!calendar.worked(day)) {
      rested += 1
      continue
    }
    rested = 0
    for (const [opens, closes] of calendar.hours) {
      const low = Math.max(instantOf(day, opens).getTime(), start.getTime())
      const length = instantOf(day, closes).getTime() - low
      if (length <= 0) continue
      if (left <= length) return new Date(low + left)
      left -= length
    }
  }
  throw new Error('a calendar without working days')
}
