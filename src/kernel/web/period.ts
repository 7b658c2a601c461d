import { dayAt, dayOf, periodAround, type Day } from '#kernel/days.ts'
import type { FigurePeriod } from '#kernel/figure.ts'

/** The periods an office speaks of. 'to-date' runs from the first of January to a day. */
export type PeriodShape = 'month' | 'quarter' | 'year' | 'to-date' | 'custom'

export const today = (): Day => dayAt(Date.now())

/** Which of the shapes a pair of days is, so that the address needs to hold the days alone. */
export function shapeOf(period: FigurePeriod, now: Day = today()): PeriodShape {
  for (const unit of ['month', 'quarter', 'year'] as const) {
    const around = periodAround(period.from, unit)
    if (around.from === period.from && around.to === period.to) return unit
  }
  if (period.from === `${period.to.slice(0, 4)}-01-01` && period.to === now) return 'to-date'
  return 'custom'
}

/** The period of a shape that holds `day`. */
export function periodOf(shape: PeriodShape, day: Day): FigurePeriod {
  if (shape === 'custom') return periodAround(day, 'month')
  if (shape === 'to-date') return { from: dayOf(Number(day.slice(0, 4)), 1, 1), to: day }
  return periodAround(day, shape)
}

export function readPeriod(from: string | undefined, to: string | undefined): FigurePeriod | null {
  return from && to ? { from, to } : null
}

export function periodText(period: FigurePeriod | null): { from: string | undefined; to: string | undefined } {
  return { from: period?.from, to: period?.to }
}
