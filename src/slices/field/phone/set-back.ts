import { backoffMs } from './backoff.ts'
import type { PhoneWorld } from './ports.ts'

type Key = number | string

/** Rows (by their place in the chain) and photos (by hash) that did not get through: others go before them for a while. */
export class SetBack {
  readonly #world: Pick<PhoneWorld, 'elapsed' | 'random'>
  readonly #held = new Map<Key, { times: number; until: number }>()

  constructor(world: Pick<PhoneWorld, 'elapsed' | 'random'>) {
    this.#world = world
  }

  has(key: Key): boolean {
    return this.#held.has(key)
  }

  /** What may go now, what failed least often first. */
  ready<T>(all: readonly T[], keyOf: (one: T) => Key): T[] {
    const now = this.#world.elapsed()
    const of = (one: T): { times: number; until: number } => this.#held.get(keyOf(one)) ?? { times: 0, until: 0 }
    return all.toSorted((a, b) => of(a).times - of(b).times).filter((one) => now >= of(one).until)
  }

  /** @param refused whether a server answered at all */
  passBy(key: Key, refused: boolean): void {
    const times = this.#held.get(key)?.times ?? 0
    const { elapsed, random } = this.#world
    this.#held.set(key, { times: times + 1, until: elapsed() + backoffMs(times, random(), refused, 0) })
  }

  gotThrough(key: Key): void {
    this.#held.delete(key)
  }

  /** All may go again; what failed still goes last. */
  wake(): void {
    for (const [key, { times }] of this.#held) this.#held.set(key, { times, until: 0 })
  }
}
