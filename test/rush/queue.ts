/** Whose turn is next, with those who were told to come back later. Ends when everybody is done. */
export class Queue<T> {
  #ready: T[]
  #left: number
  #idle: ((next: T | undefined) => void)[] = []

  constructor(all: T[]) {
    this.#ready = all.toReversed()
    this.#left = all.length
  }

  /** The next one whose time has come; undefined when all are done. */
  next(): Promise<T | undefined> {
    const next = this.#ready.pop()
    if (next !== undefined || this.#left === 0) return Promise.resolve(next)
    return new Promise((settle) => this.#idle.push(settle))
  }

  /** It comes again after so many milliseconds. */
  later(one: T, ms: number): void {
    setTimeout(() => {
      const waiting = this.#idle.shift()
      if (waiting) waiting(one)
      else this.#ready.unshift(one)
    }, ms)
  }

  done(): void {
    this.#left -= 1
    if (this.#left === 0) for (const tell of this.#idle.splice(0)) tell(undefined)
  }
}
