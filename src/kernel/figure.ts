import type { Day } from './days.ts'

/**
 * A figure is a named question to the ledger. Its definition is data; the slice that offers it answers with the exact
 * value, the unit and the records behind it.
 */
export type PrintStyle = 'exact' | 'floor'

export interface FigureDef {
  /** `noun.what`, stable for ever: reports hold it. */
  key: string
  label: string
  unit: string
  /** Which slice answers: the name under which it registered. */
  source: string
  /** What that slice needs to answer; its own business. */
  ask: Record<string, unknown>
  print: PrintStyle
  /** 余 or 多: the word set behind a floored number. */
  hedge: '余' | '多'
  /** A register figure counts what stands on the last day of the period; a flow figure what happened within it. */
  tense: 'register' | 'flow'
}

export interface FigurePeriod {
  from: Day
  to: Day
}

export interface FigureScope extends FigurePeriod {
  /** Only this place and everything below it. */
  placeId?: string | undefined
  campaignId?: string | undefined
}

export interface FigureAnswer {
  /** Exact decimal text; null when the fact is not known (a profile fact nobody entered). */
  value: string | null
  unit: string
  /** How many records stand behind it. */
  count: number
}

export interface Evidence {
  type: 'entry' | 'place' | 'party' | 'asset' | 'profile' | 'case'
  id: string
  version: number
  day: Day | null
  dayTo: Day | null
  place: string
  /** One line a clerk recognises the record by. */
  title: string
  /** This record's own share of the figure, with its unit; null where it is only counted. */
  amount: string | null
  unit: string
  photos: number
}
