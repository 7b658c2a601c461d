import { addDays, type Day } from '#kernel/days.ts'
import { wholeMonths } from './span.ts'

/** Ends of time as far as days go: open sides of a window. */
export const FIRST_DAY: Day = '0001-01-01'
export const LAST_DAY: Day = '9999-12-31'

/** A range of records to be read one by one, by first and last day. */
export interface Window {
  fromLow: Day
  fromHigh: Day
  toLow: Day
  toHigh: Day
  /** Only records of more than one day, or touching more than one month; those are few and have an index of their own. */
  several: 'days' | 'months' | null
}

/** How a period is read: whole months from the roll-up, the rest raw. Spans are compared by their outer months. */
export interface Reading {
  /** Spans that begin at or after `low` and end at or before `high`, and begin at or before `start`. */
  months: { low: string; high: string; start: string } | null
  windows: Window[]
}

/** Records whose days lie wholly within from…to. */
export function readWithin(from: Day, to: Day): Reading {
  const whole = wholeMonths(from, to)
  if (!whole) return { months: null, windows: [window(from, to, FIRST_DAY, to)] }
  const windows: Window[] = []
  if (from < whole.from) windows.push(window(from, addDays(whole.from, -1), FIRST_DAY, to))
  if (to > whole.to) {
    windows.push(window(addDays(whole.to, 1), to, FIRST_DAY, to))
    windows.push({ ...window(whole.from, whole.to, addDays(whole.to, 1), to), several: 'months' })
  }
  return { months: { low: whole.first, high: whole.last, start: whole.last }, windows }
}

/** Records that began on or before the day, whenever they ended. */
export function readUntil(to: Day): Reading {
  const whole = wholeMonths('1900-01-01', to)
  if (!whole) return { months: null, windows: [window(FIRST_DAY, to, FIRST_DAY, LAST_DAY)] }
  const months = { low: '0000-00', high: '9999-99', start: whole.last }
  return { months, windows: to > whole.to ? [window(addDays(whole.to, 1), to, FIRST_DAY, LAST_DAY)] : [] }
}

/** Records that stand on the day: begun on or before it, not over before it. */
export function readStanding(on: Day): Reading {
  return {
    months: null,
    windows: [window(on, on, on, on), { ...window(FIRST_DAY, on, on, LAST_DAY), several: 'days' }],
  }
}

/** Records that began on or before the day, all raw. */
export function readUntilRaw(to: Day): Reading {
  return { months: null, windows: [window(FIRST_DAY, to, FIRST_DAY, LAST_DAY)] }
}

/** Everything of a period raw: for what the roll-up does not hold. */
export function readRaw(from: Day, to: Day): Reading {
  return { months: null, windows: [window(from, to, FIRST_DAY, to)] }
}

function window(fromLow: Day, fromHigh: Day, toLow: Day, toHigh: Day): Window {
  return { fromLow, fromHigh, toLow, toHigh, several: null }
}
