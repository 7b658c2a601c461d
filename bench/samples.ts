export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]!
}

/** Milliseconds of each of `times` runs, one after the other. */
export async function timeEach(times: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = []
  for (let at = 0; at < times; at++) {
    const start = performance.now()
    await work(at)
    samples.push(performance.now() - start)
  }
  return samples
}

/** The same with `clients` asking at once, each as soon as it has its last answer; `times` runs in all. */
export async function timeAmong(
  clients: number,
  times: number,
  work: (at: number) => Promise<unknown>,
): Promise<number[]> {
  const each = Array.from({ length: clients }, (_, client) =>
    timeEach(Math.ceil(times / clients), (round) => work(round * clients + client)),
  )
  return (await Promise.all(each)).flat()
}
