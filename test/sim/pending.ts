import type { dice } from '#server/demo/dice.ts'

export type Roll = ReturnType<typeof dice>

/** What could happen next, in a world where nothing happens by itself: one thing is drawn at a time. */
export class Pending {
  readonly #roll: Roll
  #all: { owner: string; act: () => void }[] = []

  constructor(roll: Roll) {
    this.#roll = roll
  }

  add(owner: string, act: () => void): void {
    this.#all.push({ owner, act })
  }

  /** Something of anybody's happens. @returns whether there was anything */
  async step(): Promise<boolean> {
    await settle()
    if (this.#all.length === 0) return false
    const at = this.#roll.between(0, this.#all.length - 1)
    const [one] = this.#all.splice(at, 1)
    one!.act()
    return true
  }

  /** Whoever is killed finishes nothing. @returns what was under way */
  kill(owner: string): (() => void)[] {
    const lost = this.#all.filter((one) => one.owner === owner).map((one) => one.act)
    this.#all = this.#all.filter((one) => one.owner !== owner)
    return lost
  }
}

/**
 * What was begun runs up to where it waits for the world, before anything else happens: a page that is killed has done
 * either all that followed from what it last heard, or nothing. The tick comes when the queue of promises has run dry.
 */
export const settle = (): Promise<void> => new Promise((done) => process.nextTick(done))
