import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/days.ts'

/**
 * Whether a row with `valid_from` and `valid_to` stands on a day (or on the day in a slot of a kept statement): both
 * inclusive, no last day meaning without end.
 */
export function standsOn(row: string, day: Day | RawBuilder<unknown>): RawBuilder<boolean> {
  const [from, to] = [sql.ref(`${row}.valid_from`), sql.ref(`${row}.valid_to`)]
  return sql<boolean>`(${from} <= ${day}::date and (${to} is null or ${to} >= ${day}::date))`
}
