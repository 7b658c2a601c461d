/** Work of which only so much goes on at once, so that a crowd at the door never costs those inside their answer. */
export interface Room {
  /** Whether nobody more of that community is let in. */
  isFull: (of: string) => boolean
  /** Takes a place for somebody of a community; null when it is full, or has as many of theirs as may be. */
  enter: (by: string, of: string) => Place | null
  /** For whoever finds no place: the seconds after which one is expected for them, each later than the one before. */
  comeBackIn: (of: string) => number
}

export interface Place {
  /** Its turn among those inside: to be waited for before work, and to be followed by leaving. */
  turn: () => Promise<void>
  /** Gives it back, and the turn with it; a second time changes nothing. */
  leave: () => void
}

export interface RoomOptions {
  /** Places of one and the same. */
  each?: number
  /** Milliseconds that only go forward. */
  now?: () => number
}

/**
 * A phone sends one thing at a time, and again when an answer got lost; two phones of one person are four.
 */
const MOST_EACH = 4
/**
 * A community may hold so many times what is free. However many crowd in, something stays free for the next; a crowd
 * of one community leaves a third of the room to all others.
 */
const OF_WHAT_IS_FREE = 2
const LEAST_PACE = 20
const LEAST_SECONDS = 2
/** A guess of far away is a poor one, and who is told to come in ten minutes leaves the room empty when it was wrong. */
const MOST_SECONDS = 60
/** Somewhat closer than one pace, because some come late or not at all: better refused once more than a room half empty. */
const OVERBOOKED = 0.7
/**
 * How much one more observation counts. A first crowd meets a server that is still warming up, and what it is told then
 * is not taken back: what is slow counts for less than what is fast.
 */
const WEIGHT = { slower: 0.05, faster: 0.3 }

/** @param inside how many jobs run at once · @param waiting how many more may wait for them */
export function room(inside: number, waiting: number, options: RoomOptions = {}): Room {
  const { each = MOST_EACH, now = () => performance.now() } = options
  const placesOf = counts()
  const placesIn = counts()
  const queue = turns(inside)
  let here = 0
  /** Milliseconds from one who leaves to the next while others wait; at first a guess, and less while nobody waits. */
  let pace = LEAST_PACE * 2
  let lastLeft = 0
  /** For each community that was told to come back, when the last of them is expected. */
  const booked = new Map<string, number>()
  const isFull = (of: string): boolean => placesIn.get(of) >= OF_WHAT_IS_FREE * (inside + waiting - here)
  return {
    isFull,
    enter: (by, of) => {
      if (isFull(of) || placesOf.get(by) >= each) return null
      placesOf.add(by, 1)
      placesIn.add(of, 1)
      here += 1
      let isHere = true
      let giveUp: (() => void) | undefined
      return {
        turn: () =>
          new Promise((start) => {
            giveUp = queue(of, start)
          }),
        leave: () => {
          if (!isHere) return
          isHere = false
          giveUp?.()
          const at = now()
          const seen = here > inside ? Math.min(at - lastLeft, 5_000) : LEAST_PACE
          pace += (seen > pace ? WEIGHT.slower : WEIGHT.faster) * (seen - pace)
          lastLeft = at
          here -= 1
          placesOf.add(by, -1)
          placesIn.add(of, -1)
        },
      }
    },
    comeBackIn: (of) => {
      const at = now()
      for (const [whose, until] of booked) if (until <= at) booked.delete(whose)
      const before = booked.get(of) ?? at
      booked.set(of, before)
      // Each has a time of their own: ten thousand told to come back in five seconds would all be there again together.
      // Communities come in turn, so that the crowd of one is not what the next has to wait for.
      const next = Math.max(before, at + LEAST_SECONDS * 1000) + pace * OVERBOOKED * booked.size
      // Beyond the last second it begins anew with the first, so that they do not all come in the last.
      const until = next > at + MOST_SECONDS * 1000 ? at + LEAST_SECONDS * 1000 : next
      booked.set(of, until)
      return Math.ceil((until - at) / 1000)
    },
  }
}

/**
 * So many turns at once, of one community again only so many times what is left: writes of one community wait for each
 * other in the database anyhow. Next is one of the community with the fewest at work, of those whoever came first.
 * @returns how to wait for a turn; and from that, how to give it back or stop waiting
 */
function turns(inside: number): (of: string, start: () => void) => () => void {
  const atWork = counts()
  let running = 0
  const queue: { of: string; start: () => void }[] = []
  const next = (): void => {
    const may = queue.filter(({ of }) => atWork.get(of) < OF_WHAT_IS_FREE * (inside - running))
    const fewest = Math.min(...may.map(({ of }) => atWork.get(of)))
    const one = may.find(({ of }) => atWork.get(of) === fewest)
    if (!one) return
    queue.splice(queue.indexOf(one), 1)
    running += 1
    atWork.add(one.of, 1)
    one.start()
    next()
  }
  return (of, start) => {
    const one = { of, start }
    queue.push(one)
    next()
    return () => {
      const at = queue.indexOf(one)
      if (at >= 0) queue.splice(at, 1)
      else {
        running -= 1
        atWork.add(of, -1)
      }
      next()
    }
  }
}

function counts(): { get: (key: string) => number; add: (key: string, n: number) => void } {
  const map = new Map<string, number>()
  const get = (key: string): number => map.get(key) ?? 0
  return {
    get,
    add: (key, n) => {
      const sum = get(key) + n
      if (sum > 0) map.set(key, sum)
      else map.delete(key)
    },
  }
}
