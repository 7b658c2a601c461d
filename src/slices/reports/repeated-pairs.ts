/** A sentence with the numbers it prints, and what each is a figure of. */
export interface Sentence {
  block: number
  start: number
  end: number
  title: string
  numbers: { key: string; number: number }[]
}

export interface RepeatedPair {
  numbers: [number, number]
  first: Sentence
  second: Sentence
}

/** Below ten, equal numbers meet by chance all the time; a sentence of more than forty is a table, not a statement. */
const LEAST = 10
const MOST = 40

/**
 * The same two numbers together in two sentences that speak of different figures: often one was copied from the other,
 * or one event was counted under two headings. A figure simply cited twice is no pair.
 */
export function repeatedPairs(sentences: Sentence[]): RepeatedPair[] {
  const seen = new Map<string, { sentence: Sentence; keys: Set<string> }[]>()
  const pairs: RepeatedPair[] = []
  for (const sentence of sentences) {
    const numbers = sentence.numbers.filter(({ number }) => number >= LEAST).slice(0, MOST)
    for (const [a, b] of couples(numbers)) {
      const name = `${a.number} ${b.number}`
      const keys = new Set([a.key, b.key])
      const others = seen.get(name) ?? []
      const other = others.find(
        (candidate) => candidate.sentence !== sentence && ![...keys].some((key) => candidate.keys.has(key)),
      )
      if (other) pairs.push({ numbers: [a.number, b.number], first: other.sentence, second: sentence })
      seen.set(name, [...others, { sentence, keys }])
    }
  }
  return pairs
}

function couples<T extends { number: number }>(items: T[]): [T, T][] {
  const sorted = [...items].sort((a, b) => a.number - b.number)
  return sorted.flatMap((a, index) =>
    sorted.slice(index + 1).flatMap((b): [T, T][] => (a.number === b.number ? [] : [[a, b]])),
  )
}
