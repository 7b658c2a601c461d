import { addDays, dayOf, daysBetween, dayWords, type Day, isDay, periodAround } from '#kernel/days.ts'
import type { FigurePeriod } from '#kernel/figure.ts'

/**
 * The period a sentence speaks of, as an outline names it. All are reckoned from the report's own period:
 * report    the report's own
 * month, quarter, year   the whole calendar month, quarter, year that holds its last day (本月、本季度、全年)
 * to-date   from 1 January of that year to its last day (截至目前、累计)
 * last      the one before, of the same kind (上月、上季度、上年), or as many days just before it (上期)
 * last-year the same days one year earlier (上年同期)
 */
export const NAMED_PERIODS = ['report', 'month', 'quarter', 'year', 'to-date', 'last', 'last-year'] as const
export type NamedPeriod = (typeof NAMED_PERIODS)[number]
export type SlotPeriod = NamedPeriod | FigurePeriod

const UNITS = ['month', 'quarter', 'year'] as const

/** @returns null for the report's own period, so that the chip follows it. */
export function periodOfSlot(slot: SlotPeriod, report: FigurePeriod): FigurePeriod | null {
  if (typeof slot !== 'string') return slot
  if (slot === 'report') return null
  if (slot === 'to-date') return { from: dayOf(yearOf(report.to), 1, 1), to: report.to }
  if (slot === 'last') return periodBefore(report)
  if (slot === 'last-year') return { from: yearEarlier(report.from), to: yearEarlier(report.to) }
  return periodAround(report.to, slot)
}

export function periodBefore(period: FigurePeriod): FigurePeriod {
  const before = addDays(period.from, -1)
  const unit = calendarUnit(period)
  if (unit) return periodAround(before, unit)
  return { from: addDays(before, -daysBetween(period.from, period.to)), to: before }
}

/** 2020年 · 2020年第二季度 · 2020年6月 · 2020年3月1日至9月17日 */
export function periodText(period: FigurePeriod): string {
  const year = `${yearOf(period.from)}年`
  const month = Number(period.from.slice(5, 7))
  const unit = calendarUnit(period)
  if (unit === 'year') return year
  if (unit === 'quarter') return `${year}第${'一二三四'[Math.floor(month / 3)]}季度`
  if (unit === 'month') return `${year}${month}月`
  if (period.from === period.to) return dayWords(period.from)
  const end = yearOf(period.to) === yearOf(period.from) ? dayWords(period.to).slice(5) : dayWords(period.to)
  return `${dayWords(period.from)}至${end}`
}

export function readPeriod(text: string): FigurePeriod | null {
  const [from = '', to = '', rest] = text.split('..')
  return rest === undefined && isDay(from) && isDay(to) ? { from, to } : null
}

function calendarUnit(period: FigurePeriod): (typeof UNITS)[number] | undefined {
  return UNITS.find((unit) => {
    const whole = periodAround(period.to, unit)
    return whole.from === period.from && whole.to === period.to
  })
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

// 29 February has no day a year earlier; the last of February stands for it.
function yearEarlier(day: Day): Day {
  const same = `${yearOf(day) - 1}${day.slice(4)}`
  return isDay(same) ? same : dayOf(yearOf(day) - 1, 2, 28)
}
