/**
 * A day is a calendar day in Asia/Shanghai and travels as text `YYYY-MM-DD`. China has kept one offset (UTC+8, no
 * summer time) since 1991, so days after that need no zone database.
 */
export type Day = string

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000

export function isDay(text: string): text is Day {
  const m = DAY.exec(text)
  return m !== null && isRealDate(Number(m[1]), Number(m[2]), Number(m[3]))
}

/** Whether year-month-day exists in the Gregorian calendar (30 February does not). */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 2020年9月17日 */
export function dayWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The day in Asia/Shanghai at an instant. */
export function dayAt(instant: Date | number): Day {
  return new Date(Number(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** Day and minute in Asia/Shanghai: '2026-05-12 07:40'. */
export function minuteAt(instant: Date | number): string {
  return new Date(Number(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** Days from one to the other; 0 for the same, negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** First and last day of the month, quarter or year that holds `day`. */
export function periodAround(day: Day, unit: 'month' | 'quarter' | 'year'): { from: Day; to: Day } {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const first = unit === 'month' ? month : unit === 'quarter' ? Math.floor((month - 1) / 3) * 3 + 1 : 1
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12
  const last = first + length - 1
  return { from: dayOf(year, first, 1), to: dayOf(year, last, new Date(Date.UTC(year, last, 0)).getUTCDate()) }
}

export function yearSpan(year: number): { from: Day; to: Day } {
  return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) }
}
