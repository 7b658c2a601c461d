/** Hears every answer of the server, so that the moment it takes writes again is known. */
export class Pulse {
  /** Answers other than 200, by status; 0: none came. */
  readonly refusals: Record<string, number> = {}
  #lastGood = -1
  #waiting: { since: number; tell: () => void }[] = []

  /** An answer to a write that was begun at a moment (performance.now()). */
  beat(begun: number, status: number): void {
    if (status !== 200) {
      this.refusals[status] = (this.refusals[status] ?? 0) + 1
      return
    }
    this.#lastGood = Math.max(this.#lastGood, begun)
    for (const { since, tell } of this.#waiting) if (begun > since) tell()
  }

  /** Settles with the first write acknowledged that was begun after a moment. False when none came in time. */
  async after(since: number, patience: number): Promise<boolean> {
    if (this.#lastGood > since) return true
    return new Promise((settle) => {
      const end = (heard: boolean): void => {
        clearTimeout(timer)
        this.#waiting = this.#waiting.filter((one) => one !== mine)
        settle(heard)
      }
      const timer = setTimeout(() => end(false), patience)
      const mine = { since, tell: () => end(true) }
      this.#waiting.push(mine)
    })
  }
}
