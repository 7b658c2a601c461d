import { addDays, type Day, periodAround } from '#kernel/days.ts'

/**
 * Spans of the roll-up. A record lies in the months its days touch: '2020-03' one month, '2020' exactly one whole
 * year, '2020-03~2020-05' several months. Distinct counts also know '2020Q1'.
 */
export type Span = string

export function isWholeYear(dayFrom: Day, dayTo: Day): boolean {
  return dayFrom.endsWith('-01-01') && dayTo === `${dayFrom.slice(0, 4)}-12-31`
}

/** The one span under which a record's amounts are rolled up. */
export function spanOf(dayFrom: Day, dayTo: Day): Span {
  if (isWholeYear(dayFrom, dayTo)) return dayFrom.slice(0, 4)
  const [first, last] = [dayFrom.slice(0, 7), dayTo.slice(0, 7)]
  return first === last ? first : `${first}~${last}`
}

/** Every month, quarter and year that holds the record wholly: where it counts towards distinct members. */
export function memberSpans(dayFrom: Day, dayTo: Day): Span[] {
  if (dayFrom.slice(0, 4) !== dayTo.slice(0, 4)) return []
  const spans = [dayFrom.slice(0, 4)]
  if (quarterOf(dayFrom) === quarterOf(dayTo)) spans.push(quarterOf(dayFrom))
  if (dayFrom.slice(0, 7) === dayTo.slice(0, 7)) spans.push(dayFrom.slice(0, 7))
  return spans
}

function quarterOf(day: Day): Span {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The member span that is exactly this period, if it is one month, quarter or year. */
export function exactSpan(from: Day, to: Day): Span | null {
  for (const unit of ['year', 'quarter', 'month'] as const) {
    const around = periodAround(from, unit)
    if (around.from !== from || around.to !== to) continue
    return unit === 'year' ? from.slice(0, 4) : unit === 'quarter' ? quarterOf(from) : from.slice(0, 7)
  }
  return null
}

/** First and last month that lie wholly within from…to, with their outer days; null when none does. */
export function wholeMonths(from: Day, to: Day): { first: string; last: string; from: Day; to: Day } | null {
  const head = periodAround(from, 'month')
  const start = head.from === from ? from : addDays(head.to, 1)
  const tail = periodAround(to, 'month')
  const end = tail.to === to ? to : addDays(tail.from, -1)
  return start < end ? { first: start.slice(0, 7), last: end.slice(0, 7), from: start, to: end } : null
}
