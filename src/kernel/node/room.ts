import { atMost } from './at-most.ts'

/** Work of which only so much goes on at once, so that a crowd at the door never costs those inside their answer. */
export interface Room {
  isFull: () => boolean
  /** Takes a place. @returns how to give it back; null when it is full */
  enter: () => (() => void) | null
  /** Lets the job run when it is its turn among those inside. */
  work: <T>(job: () => Promise<T>) => Promise<T>
  /** For whoever finds no place: the seconds after which one is expected for them, each later than the one before. */
  comeBackIn: () => number
}

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
  /** Milliseconds from one who leaves to the next while others wait; at first a guess, and less while nobody waits. */
  let pace = LEAST_PACE * 2
  let lastLeft = 0
  /** When the last of those told to come back is expected. */
  let booked = 0
  const isFull = (): boolean => here >= inside + waiting
  return {
    isFull,
    work: inTurn,
    enter: () => {
      if (isFull()) return null
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
