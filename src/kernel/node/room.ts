import { atMost } from './at-most.ts'

/** Work of which only so much goes on at once, so that a crowd at the door never costs those inside their answer. */
export interface Room {
  isFull: () => boolean
  /** Takes a place for somebody. @returns how to give it back; null when it is full, or has as many of theirs as may be */
  enter: (by: string) => (() => void) | null
  /** Lets the job run when it is its turn among those inside. */
  work: <T>(job: () => Promise<T>) => Promise<T>
  /** For whoever finds no place: the seconds after which one is expected for them, each later than the one before. */
  comeBackIn: () => number
}

/** Places of one and the same: a phone sends one thing at a time, and again when an answer got lost. */
const MOST_EACH = 2
const LEAST_PACE = 20
const LEAST_SECONDS = 2
const MOST_SECONDS = 600
/** Somewhat closer than one pace, because some come late or not at all: better refused once more than a room half empty. */
const OVERBOOKED = 0.7
/** How much one more observation counts. */
const WEIGHT = 0.1

/** @param inside how many jobs run at once · @param waiting how many more may wait for them */
export function room(inside: number, waiting: number): Room {
  const inTurn = atMost(inside)
  let here = 0
  const placesOf = new Map<string, number>()
  /** Milliseconds from one who leaves to the next while others wait; at first a guess, and less while nobody waits. */
  let pace = LEAST_PACE * 2
  let lastLeft = 0
  /** When the last of those told to come back is expected. */
  let booked = 0
  const isFull = (): boolean => here >= inside + waiting
  return {
    isFull,
    work: inTurn,
    enter: (by) => {
      const own = placesOf.get(by) ?? 0
      if (isFull() || own >= MOST_EACH) return null
      placesOf.set(by, own + 1)
      here += 1
      let isHere = true
      return () => {
        if (!isHere) return
        isHere = false
        const now = performance.now()
        const seen = here > inside ? Math.min(now - lastLeft, 5_000) : LEAST_PACE
        pace += WEIGHT * (seen - pace)
        lastLeft = now
        here -= 1
        const left = placesOf.get(by)! - 1
        if (left > 0) placesOf.set(by, left)
        else placesOf.delete(by)
      }
    },
    comeBackIn: () => {
      const now = performance.now()
      // Each has a time of their own: ten thousand told to come back in five seconds would all be there again together.
      booked = Math.min(Math.max(booked, now + LEAST_SECONDS * 1000) + pace * OVERBOOKED, now + MOST_SECONDS * 1000)
      return Math.ceil((booked - now) / 1000)
    },
  }
}
