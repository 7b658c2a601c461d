import { addDays, type Day } from '#kernel/days.ts'

/** The word shipped for contracted responsibility; a community may use another (包保, 包联). */
export const USUAL_WORD = '包抓'

export const inOwnWords = (label: string, word: string): string => label.replaceAll(USUAL_WORD, word)

/** Days from–to, both inclusive; `to` null = without end. */
export interface Span {
  from: Day
  to: Day | null
}

export interface Days {
  from: Day
  to: Day
}

/** What of a span lies within a period; null when nothing does. */
export function within(span: Span, period: Days): Days | null {
  const from = span.from > period.from ? span.from : period.from
  const to = span.to === null || span.to > period.to ? period.to : span.to
  return from <= to ? { from, to } : null
}

/** The days of `period` that none of the spans covers, as the fewest stretches, in order. */
export function uncovered(period: Days, spans: Span[]): Days[] {
  const covered = spans.flatMap((span) => within(span, period) ?? []).sort((a, b) => (a.from < b.from ? -1 : 1))
  const gaps: Days[] = []
  let next = period.from
  for (const { from, to } of covered) {
    if (from > next) gaps.push({ from: next, to: addDays(from, -1) })
    if (to >= next) next = addDays(to, 1)
  }
  if (next <= period.to) gaps.push({ from: next, to: period.to })
  return gaps
}

/** The stretches of `period` in which two or more of the items run, each with who runs there, in order. */
export function shared<T extends Span>(period: Days, items: T[]): (Days & { items: T[] })[] {
  const clipped = items.flatMap((item) => {
    const days = within(item, period)
    return days ? [{ item, days }] : []
  })
  const starts = new Set(clipped.flatMap(({ days }) => [days.from, addDays(days.to, 1)]))
  const edges = [...starts].sort()
  const found: (Days & { items: T[] })[] = []
  edges.forEach((from, index) => {
    const to = addDays(edges[index + 1] ?? from, -1)
    const running = clipped
      .filter(({ days }) => days.from <= from && days.to >= to && to >= from)
      .map(({ item }) => item)
    if (running.length < 2) return
    const last = found.at(-1)
    const goesOn = last && addDays(last.to, 1) === from && sameItems(last.items, running)
    if (goesOn) last.to = to
    else found.push({ from, to, items: running })
  })
  return found
}

const sameItems = <T>(a: T[], b: T[]): boolean => a.length === b.length && a.every((item) => b.includes(item))

/** A duty as history keeps it; the holder by number, never by name. */
export interface DutyBody {
  partyId: string
  role: string
  placeId: string | null
  indicator: string | null
  validFrom: string
  validTo: string | null
  note: string
}
