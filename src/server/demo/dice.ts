/** A small repeatable generator (mulberry32): the story tells the same numbers every time. */
export function dice(seed: number): {
  between: (low: number, high: number) => number
  pick: <T>(from: readonly T[]) => T
} {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return { between, pick: (from) => from[between(0, from.length - 1)]! }
}
