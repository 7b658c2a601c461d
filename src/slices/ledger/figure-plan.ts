import type { FigureScope } from '#kernel/figure.ts'
import { COUNT, isMeasure, partyDimension, placeDimension } from './contributions.ts'
import type { Ask } from './figures.ts'
import { exactSpan } from './span.ts'
import {
  FIRST_DAY,
  type Reading,
  readRaw,
  readStanding,
  readUntil,
  readUntilRaw,
  readWithin,
  type Window,
} from './windows.ts'

/** What a raw window counts: records, amounts of a measure, or members. */
export interface RawPart extends Window {
  table: 'entry' | 'measure' | 'party'
  kind: string
  measure: string | null
  field: string | null
  placeType: string | null
  whereField: string | null
  whereEquals: string | null
}

/** Spans of the roll-up (or of `seen`) summed for one question. */
export interface RolledPart {
  kind: string
  measure: string
  /** Months a span must lie in, or the one span it must be. */
  low: string
  high: string
  start: string
  exact: string | null
}

/** How one question is answered: additive parts are summed, member parts united and counted once. */
export interface Plan {
  distinct: boolean
  rolled: RolledPart | null
  /** Distinct members by month, for a period that is not one month, quarter or year. */
  seen: RolledPart | null
  /** Their members join the union, their records the count. */
  raw: RawPart[]
}

/**
 * Decides for one question what the roll-up can answer and what must be read raw. Scoped questions, and those of a
 * reader who sees part of the places, are read raw altogether: the roll-up knows no places.
 */
export function planFigure(ask: Ask, scope: FigureScope, wholeCommunity: boolean): Plan {
  const distinct = ask.aggregate === 'places' || ask.aggregate === 'parties'
  const key = rolledKey(ask)
  const scoped = !wholeCommunity || scope.placeId !== undefined || scope.campaignId !== undefined
  const raw = (reading: Reading): RawPart[] => reading.windows.map((window) => ({ ...window, ...rawOf(ask) }))
  if (scoped || key === null || (ask.asOf && (ask.undated || distinct || key.startsWith('~place:')))) {
    const reading = !ask.asOf
      ? readRaw(scope.from, scope.to)
      : ask.undated
        ? readStanding(scope.to)
        : readUntilRaw(scope.to)
    return { distinct, rolled: null, seen: null, raw: raw(reading) }
  }
  const about = { kind: ask.kind, measure: key }
  const period = periodOf(scope)
  const reading = ask.asOf ? period.until() : period.within()
  if (!key.startsWith('~place:') && !key.startsWith('~party:')) {
    return {
      distinct,
      rolled: reading.months && { ...about, ...reading.months, exact: null },
      seen: null,
      raw: raw(reading),
    }
  }
  // Members: an exact month, quarter or year stands ready. Otherwise months are united, and what those do not hold —
  // records of several months — is read raw beside the edge days.
  const exact = period.exact()
  if (exact) return { distinct, rolled: { ...about, low: '', high: '', start: '', exact }, seen: null, raw: [] }
  const rolled = reading.months && { ...about, ...reading.months, exact: null }
  return { distinct, rolled, seen: rolled, raw: raw(withSeveralMonths(reading)) }
}

interface Period {
  exact: () => string | null
  within: () => Reading
  until: () => Reading
}

const periods = new WeakMap<FigureScope, Period>()

// A page asks dozens of questions of one period: what it is made of is worked out once.
function periodOf(scope: FigureScope): Period {
  const known = periods.get(scope)
  if (known) return known
  const { from, to } = scope
  const period = {
    exact: once(() => exactSpan(from, to)),
    within: once(() => readWithin(from, to)),
    until: once(() => readUntil(to)),
  }
  periods.set(scope, period)
  return period
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined
  return () => (done ??= { value: work() }).value
}

function withSeveralMonths(reading: Reading): Reading {
  if (!reading.months) return reading
  const { low, high } = reading.months
  const fromHigh = lastDay(high)
  const inner = { fromLow: `${low}-01`, fromHigh, toLow: FIRST_DAY, toHigh: fromHigh, several: 'months' as const }
  return { ...reading, windows: [...reading.windows, inner] }
}

function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10)
}

/** The name under which the roll-up holds the answer; null when it does not. */
function rolledKey(ask: Ask): string | null {
  if (!ask.rolled) return null
  if (ask.aggregate === 'sum') return ask.where || ask.placeType ? null : ask.measure!
  if (ask.aggregate === 'parties') return ask.where || ask.placeType ? null : partyDimension(ask.field!)
  if (ask.aggregate === 'places') return ask.where || !ask.placeType ? null : placeDimension(ask.placeType)
  if (ask.where) return isMeasure(ask.where.field, ask.where.equals, ask.placeType)
  return ask.placeType ? placeDimension(ask.placeType) : COUNT
}

function rawOf(ask: Ask): Omit<RawPart, keyof Window> {
  return {
    table: ask.aggregate === 'sum' ? 'measure' : ask.aggregate === 'parties' ? 'party' : 'entry',
    kind: ask.kind,
    measure: ask.measure ?? null,
    field: ask.field ?? null,
    placeType: ask.placeType ?? null,
    whereField: ask.where?.field ?? null,
    whereEquals: ask.where?.equals ?? null,
  }
}
