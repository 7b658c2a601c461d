import type { Day } from '#kernel/days.ts'
import { howFarAhead, dayBy, type KnownClock } from './clock.ts'

let known: KnownClock = { clockAhead: null, heardAt: {} }

/** Notes what this phone now knows of its clock. */
export const noteClock = (clock: KnownClock): void => {
  known = clock
}

/** How far this phone's clock is off now, ms; 0 when it is right enough, or nobody knows. */
export const clockOffNow = (): number => howFarAhead(known, Date.now())

/** The day of a moment of this phone's clock. @param at ms */
export const dayHere = (at: number): Day => dayBy(known, at)

/**
 * Today as it is, as far as this phone knows: by its clock, put right by what the server last said; by its clock alone
 * when it never heard any. What the clock claims goes along with a record all the same.
 */
export const today = (): Day => dayHere(Date.now())
