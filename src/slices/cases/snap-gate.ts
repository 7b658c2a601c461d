import { dayAt } from '#kernel/days.ts'
import { atMost } from '#kernel/node/at-most.ts'
import { snapProblems as problems } from './snap-problems.ts'

/**
 * The narrow door of the public page: few at once, few in line, so many a day. Whatever pours in, the office keeps its
 * connections to the database and its turn at working on pictures.
 */
export interface SnapGate {
  read: Lane
  write: Lane
  /** One picture at a time; the office's own are worked on two at a time, so one place is always theirs. */
  picture: Lane
  /** Counts one more of a day. @throws snap.enough */
  count: (key: string, most: number, now: Date) => void
}

type Lane = <T>(job: () => Promise<T>) => Promise<T>

/** Bytes of memory for counting addresses stay below some megabytes whoever knocks. */
const MOST_KEYS = 20_000

function makeSnapGate(): SnapGate {
  return { read: lane(2, 120), write: lane(2, 40), picture: lane(1, 8), count: dailyCounts() }
}

const gates = new WeakMap<object, SnapGate>()

/** One gate for each running application. */
export function snapGateOf(app: object): SnapGate {
  const known = gates.get(app)
  if (known) return known
  const made = makeSnapGate()
  gates.set(app, made)
  return made
}

/** @throws snap.busy to whoever would have to wait behind too many */
function lane(running: number, waiting: number): Lane {
  const inTurn = atMost(running)
  let inside = 0
  return async (job) => {
    if (inside >= running + waiting) throw problems['snap.busy']()
    inside += 1
    try {
      return await inTurn(job)
    } finally {
      inside -= 1
    }
  }
}

function dailyCounts(): SnapGate['count'] {
  let day = ''
  const counts = new Map<string, number>()
  return (key, most, now) => {
    const today = dayAt(now)
    if (today !== day) counts.clear()
    day = today
    const before = counts.get(key) ?? 0
    if (before >= most) throw problems['snap.enough']()
    counts.delete(key)
    counts.set(key, before + 1)
    // The longest silent goes; the community's own count, in the database, still holds.
    if (counts.size > MOST_KEYS) counts.delete(counts.keys().next().value!)
  }
}
