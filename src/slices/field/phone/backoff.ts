const FIRST_MS = 1_000
const LONGEST_MS = 300_000

/** Full jitter: any moment up to a bound that doubles with every try, so that ten thousand phones do not come back at once. */
export function backoffMs(tries: number, random: number, retryAfterMs: number | null): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 12))
  return Math.max(retryAfterMs ?? 0, Math.floor(random * bound))
}
