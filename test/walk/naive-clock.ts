import chineseDays from 'chinese-days'
import type { LimitUnit as Unit, TimeLimit } from '#kernel/work-calendar.ts'
import type { Happened } from './told.ts'

/**
 * The clock of a problem told again: it ticks minute by minute (or day by day) through what happened. It shares no
 * code with the product's, which reckons in intervals; both ask the same public table of official holidays.
 */
export interface Clock {
  /** Minutes after midnight between which the office is open. */
  hours: [number, number][]
  /** Days the office knows otherwise than the official table. */
  own: Record<string, boolean>
}

const MINUTE = 60_000
const DAY = 86_400_000
const EAST = 8 * 3_600_000

export const dayOf = (at: Date): string => new Date(at.getTime() + EAST).toISOString().slice(0, 10)
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
const midnightAfter = (day: string): Date => new Date(Date.parse(day) + DAY - EAST)
/** The last day on which there is still time. */
export const lastDayOf = (due: Date): string => dayOf(new Date(due.getTime() - 1))

// Asked for every minute; the table is slow to look up.
const known = new WeakMap<Clock, Map<number, boolean>>()

function isWorkedAt(clock: Clock, at: number): boolean {
  const days = known.get(clock) ?? new Map<number, boolean>()
  known.set(clock, days)
  const number = Math.floor((at + EAST) / DAY)
  let worked = days.get(number)
  if (worked === undefined) {
    const day = dayOf(new Date(at))
    worked = clock.own[day] ?? chineseDays.isWorkday(day)
    days.set(number, worked)
  }
  return worked
}
const isWorked = (clock: Clock, day: string): boolean => isWorkedAt(clock, Date.parse(day) - EAST)

function isOpen(clock: Clock, at: number): boolean {
  if (!isWorkedAt(clock, at)) return false
  const minute = Math.floor(((at + EAST) % DAY) / MINUTE)
  return clock.hours.some(([opens, closes]) => minute >= opens && minute < closes)
}

const minuteAfter = (at: number): number => (Math.floor(at / MINUTE) + 1) * MINUTE
const tickAfter = (clock: Clock, at: number): number =>
  isWorkedAt(clock, at) ? minuteAfter(at) : midnightAfter(dayOf(new Date(at))).getTime()

/** The moment at which so many milliseconds of open office have passed; with none left, when it is open again. */
function stand(clock: Clock, from: Date, millis: number): Date {
  let at = from.getTime()
  while (!isOpen(clock, at)) at = tickAfter(clock, at)
  for (let left = millis; left > 0;) {
    if (!isOpen(clock, at)) {
      at = tickAfter(clock, at)
      continue
    }
    const tick = Math.min(left, minuteAfter(at) - at)
    left -= tick
    at += tick
  }
  return new Date(at)
}

function openBetween(clock: Clock, from: Date, to: Date): number {
  let sum = 0
  for (let at = from.getTime(); at < to.getTime();) {
    const next = Math.min(to.getTime(), tickAfter(clock, at))
    if (isOpen(clock, at)) sum += next - at
    at = next
  }
  return sum
}

const counts = (clock: Clock, unit: Unit, day: string): boolean => unit === 'calendar-days' || isWorked(clock, day)

function daysOn(clock: Clock, unit: Unit, from: string, days: number): string {
  let day = from
  for (let left = days; left > 0;) {
    day = dayLater(day, 1)
    if (counts(clock, unit, day)) left -= 1
  }
  return day
}

/** The end of a limit that had time left when its clock was stopped, and goes on now. */
function goneOn(clock: Clock, unit: Unit, due: Date, stopped: Date, at: Date): Date {
  if (unit === 'working-hours') return stand(clock, at, openBetween(clock, stopped, due))
  let passed = 0
  for (let day = dayLater(dayOf(stopped), 1); day <= dayOf(at); day = dayLater(day, 1))
    if (counts(clock, unit, day)) passed += 1
  let last = daysOn(clock, unit, lastDayOf(due), passed)
  // A stop over rest days alone takes no day from the limit, and may not swallow its end either.
  while (midnightAfter(last) <= at) last = daysOn(clock, unit, last, 1)
  return midnightAfter(last)
}

export interface Time {
  limit: TimeLimit | null
  /** When it runs out; null while nobody has any. */
  due: Date | null
  /** Since when it stands still. */
  stopped: Date | null
}

/** The time allowed after all these. Time from above stays with the problem when a body sends it back. */
export function tell(clock: Clock, events: Happened[], fromAbove: boolean): Time {
  let due: Date | null = null
  let limit: TimeLimit | null = null
  let stopped: Date | null = null
  for (const { step, at, said } of events) {
    if (said.limit) {
      const { n, unit } = (limit = said.limit)
      due =
        unit === 'working-hours' ? stand(clock, at, n * 60 * MINUTE) : midnightAfter(daysOn(clock, unit, dayOf(at), n))
    }
    if (step === 'return' && !fromAbove) due = limit = null
    if (step === 'grant-extension') due = midnightAfter(said.until!)
    if ((step === 'refuse-extension' || step === 'resume') && limit && due && stopped && due > stopped && at > stopped)
      due = goneOn(clock, limit.unit, due, stopped, at)
    if (step === 'ask-extension' || step === 'suspend') stopped = at
    else if (step !== 'join') stopped = null
  }
  return { limit, due, stopped }
}
