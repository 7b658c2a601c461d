const FIRST_MS = 1_000
/** Nobody answered: a network that comes back is used within half a minute. */
const NO_ANSWER_MS = 30_000
/** Somebody answered and would not or could not take it: give them time. */
const REFUSED_MS = 300_000

/**
 * Full jitter: any moment up to a bound that doubles with every try, so that ten thousand phones do not come back at
 * once; never before the moment the server named.
 * @param tries how many failed before · @param random from 0 to 1 · @param refused whether a server answered at all
 */
export function backoffMs(tries: number, random: number, refused: boolean, retryAfterMs: number): number {
  const bound = Math.min(refused ? REFUSED_MS : NO_ANSWER_MS, FIRST_MS * 2 ** Math.min(tries, 12))
  return Math.max(retryAfterMs, Math.floor(random * bound))
}
