import { fromMicros, toMicros } from '#kernel/decimal.ts'
import { memberSpans, spanOf } from './span.ts'
import type { KindDef } from './kind-schema.ts'

/**
 * What one live record adds to the roll-up. Besides its measures, under names that begin with ~ so that no measure of
 * a kind can meet them:
 *   ~count                 the record itself
 *   ~is:status=未整改       records whose closed choice holds this value; …@yard those at a place of that type
 *   ~place:yard            entries: records at places of that type; amount: how many different ones
 *   ~party:units           entries: records that name members in that field; amount: how many different ones
 * Only the first two can be summed over spans; distinct members are kept per month, quarter and year.
 */
export interface Counted {
  kind: string
  dayFrom: string
  dayTo: string
  amounts: Record<string, { amount: string; unit: string }>
  fields: Record<string, unknown>
  parties: Record<string, string[]>
  /** The record's place and those above it, nearest first: one member per type. */
  places: { type: string; id: string }[]
}

export interface Delta {
  span: string
  kind: string
  measure: string
  unit: string
  amount: string
  entries: number
}

export interface Step {
  span: string
  kind: string
  dimension: string
  memberId: string
  entries: number
}

export const COUNT = '~count'
export const placeDimension = (type: string): string => `~place:${type}`
export const partyDimension = (field: string): string => `~party:${field}`
export const isMeasure = (field: string, equals: string, placeType?: string): string =>
  `~is:${field}=${equals}${placeType ? `@${placeType}` : ''}`

/** Fields whose values are rolled up: closed choices, so that their number of values stays small. */
export function trackedFields(kind: KindDef | undefined): string[] {
  return (kind?.fields ?? []).filter((field) => field.type === 'choice' && !field.open).map((field) => field.key)
}

/** Collects what a batch adds and takes away, summed per span and measure. */
export class Contributions {
  #deltas = new Map<string, { delta: Omit<Delta, 'amount' | 'entries'>; micros: bigint; entries: number }>()
  #steps = new Map<string, Step>()

  add(entry: Counted, tracked: string[], sign: 1 | -1): void {
    const { kind } = entry
    const span = spanOf(entry.dayFrom, entry.dayTo)
    this.#bump(span, kind, COUNT, '', 1_000_000n, sign)
    for (const [measure, { amount, unit }] of Object.entries(entry.amounts)) {
      this.#bump(span, kind, measure, unit, toMicros(amount), sign)
    }
    for (const field of tracked) {
      const value = entry.fields[field]
      if (typeof value !== 'string' || value === '') continue
      this.#bump(span, kind, isMeasure(field, value), '', 1_000_000n, sign)
      for (const { type } of entry.places) this.#bump(span, kind, isMeasure(field, value, type), '', 1_000_000n, sign)
    }
    for (const within of memberSpans(entry.dayFrom, entry.dayTo)) {
      for (const { type, id } of entry.places) this.#member(within, kind, placeDimension(type), [id], sign)
      for (const [field, ids] of Object.entries(entry.parties)) {
        if (ids.length > 0) this.#member(within, kind, partyDimension(field), ids, sign)
      }
    }
  }

  deltas(): Delta[] {
    return [...this.#deltas.values()]
      .filter(({ micros, entries }) => micros !== 0n || entries !== 0)
      .map(({ delta, micros, entries }) => ({ ...delta, amount: fromMicros(micros), entries }))
  }

  steps(): Step[] {
    return [...this.#steps.values()].filter((step) => step.entries !== 0)
  }

  #bump(span: string, kind: string, measure: string, unit: string, micros: bigint, sign: 1 | -1): void {
    const key = `${span}\n${kind}\n${measure}\n${unit}`
    let row = this.#deltas.get(key)
    if (!row) this.#deltas.set(key, (row = { delta: { span, kind, measure, unit }, micros: 0n, entries: 0 }))
    row.micros += sign === 1 ? micros : -micros
    row.entries += sign
  }

  #member(span: string, kind: string, dimension: string, ids: string[], sign: 1 | -1): void {
    this.#bump(span, kind, dimension, '', 0n, sign)
    for (const memberId of ids) {
      const key = `${span}\n${kind}\n${dimension}\n${memberId}`
      const step = this.#steps.get(key)
      if (step) step.entries += sign
      else this.#steps.set(key, { span, kind, dimension, memberId, entries: sign })
    }
  }
}
