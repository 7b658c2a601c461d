/**
 * Lets at most so many jobs run at once; the others wait their turn in order, holding nothing. For work that costs
 * memory or connections however small the request for it is.
 */
export function atMost(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (job) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      // The place goes to the next in line, not to whoever comes first.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
