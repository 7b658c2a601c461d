import { type Day, dayAt } from '#kernel/days.ts'
import type { PhoneMeta } from '#slices/field/phone/ports.ts'

/** So little is nobody's mistake. */
const SLACK_MS = 300_000

/** What this phone knows of its clock: how far ahead it was when the server last answered, and when that was. */
export type KnownClock = Pick<PhoneMeta, 'clockAhead' | 'heardAt'>

/**
 * How far the phone's clock is off, ms; negative when it is behind, 0 when it is right enough or nobody knows.
 * @param raw what it says, ms
 */
export function howFarAhead({ clockAhead, heardAt }: KnownClock, raw: number): number {
  if (clockAhead === null || Math.abs(clockAhead) <= SLACK_MS) return 0
  // Put right it would be before the server last answered: somebody set the clock since.
  if (raw - clockAhead < Math.max(0, ...Object.values(heardAt)) - SLACK_MS) return 0
  return clockAhead
}

/** The day of a moment of the phone's clock, less what that is known to be off. */
export const dayBy = (known: KnownClock, raw: number): Day => dayAt(raw - howFarAhead(known, raw))
