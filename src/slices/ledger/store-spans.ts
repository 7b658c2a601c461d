import { type RawBuilder, sql } from 'kysely'
import type { Reading, Window } from './windows.ts'

/** First and last month of a span as SQL: '2020' → 2020-01, 2020-12; '2020-03~2020-05' → its two ends. */
export const spanLow = sql`left(case when length(span) = 4 then span || '-01' else span end, 7)`
export const spanHigh = sql`case when length(span) = 4 then span || '-12' else right(span, 7) end`

/** Spans of the roll-up (columns `span`) that a reading takes whole. */
export function spansOf({ months }: Reading): RawBuilder<unknown> {
  if (!months) return sql`false`
  return sql`${spanLow} >= ${months.low} and ${spanLow} <= ${months.start} and ${spanHigh} <= ${months.high}`
}

/** Records of the aliased table that lie in one of the windows. */
export function inWindows(alias: string, windows: Window[]): RawBuilder<unknown> {
  if (windows.length === 0) return sql`false`
  const from = sql`${sql.ref(`${alias}.day_from`)}`
  const to = sql`${sql.ref(`${alias}.day_to`)}`
  const each = windows.map((w) => {
    const days = sql`${from} between ${w.fromLow}::date and ${w.fromHigh}::date
      and ${to} between ${w.toLow}::date and ${w.toHigh}::date`
    return sql`(${days} and ${several(w.several, from, to)})`
  })
  return sql`(${sql.join(each, sql` or `)})`
}

/** Written out as the partial indexes have it, so that the planner can use them. */
export function several(
  which: Window['several'],
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (which === null) return sql`true`
  if (which === 'days') return sql`${to} > ${from}`
  return sql`${to} > ${from} and (extract(month from ${from}) <> extract(month from ${to})
    or extract(year from ${from}) <> extract(year from ${to}))`
}
