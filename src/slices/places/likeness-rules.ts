/**
 * How alike two short names are, 0 … 1: half shared pairs of characters (which forgives swapped parts), half edits
 * (which forgives one wrong character).
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const longest = Math.max([...a].length, [...b].length)
  return longest === 0 ? 0 : (sharedPairs(a, b) + 1 - edits([...a], [...b]) / longest) / 2
}

/** No two names of these lengths are more alike than this: tells cheaply who need not be compared at all. */
export function likenessAtMost(a: number, b: number): number {
  const [short, long] = a < b ? [a, b] : [b, a]
  if (long === 0) return 1
  const [few, many] = [Math.max(1, short - 1), Math.max(1, long - 1)]
  return ((2 * few) / (few + many) + short / long) / 2
}

function pairsOf(text: string): string[] {
  const signs = [...text]
  return signs.length < 2 ? signs : signs.slice(1).map((sign, index) => signs[index]! + sign)
}

function sharedPairs(a: string, b: string): number {
  const left = pairsOf(a)
  const right = pairsOf(b)
  const count = new Map<string, number>()
  for (const pair of left) count.set(pair, (count.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of right) {
    const open = count.get(pair) ?? 0
    if (open > 0) {
      shared += 1
      count.set(pair, open - 1)
    }
  }
  return (2 * shared) / Math.max(1, left.length + right.length)
}

/** Levenshtein distance. */
function edits(a: string[], b: string[]): number {
  let row = b.map((_, index) => index + 1)
  a.forEach((sign, i) => {
    let diagonal = i
    let left = i + 1
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, diagonal + (sign === b[j] ? 0 : 1))
      diagonal = above
      left = cost
      return cost
    })
  })
  return row.at(-1) ?? a.length
}
