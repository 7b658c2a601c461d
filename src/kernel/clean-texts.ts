// What nobody sees: marks that turn the direction of writing, and signs without width. They make one name look like
// another, or like none. The joiners within emoji and some scripts stay.
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/**
 * Goes through everything a request brought, however deep, without recursion: takes unseen marks out in place and
 * returns the path of the first text that no database or document can hold (a NUL, half a surrogate pair), or
 * undefined when there is none.
 */
export function cleanTexts(value: unknown): PropertyKey[] | undefined {
  return walk(value, true)
}

/** The path of the first text that nothing can hold; changes nothing. */
export function brokenText(value: unknown): PropertyKey[] | undefined {
  return walk(value, false)
}

/** The same without what nobody sees. */
export function cleaned<T>(value: T): T {
  const copy = structuredClone(value)
  cleanTexts(copy)
  return copy
}

function walk(value: unknown, cleans: boolean): PropertyKey[] | undefined {
  if (typeof value === 'string') return isBroken(value) ? [] : undefined
  const open: { at: unknown; path: Path | null }[] = [{ at: value, path: null }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { at, path } = next
    if (at === null || typeof at !== 'object') continue
    for (const [key, item] of Object.entries(at)) {
      if (isBroken(key)) return pathOf(path)
      if (typeof item === 'object') open.push({ at: item, path: { key, above: path } })
      if (typeof item !== 'string') continue
      if (isBroken(item)) return [...pathOf(path), key]
      if (!cleans) continue
      const seen = item.replace(UNSEEN, '')
      if (seen !== item) (at as Record<string, unknown>)[key] = seen
    }
  }
  return undefined
}

interface Path {
  key: string
  above: Path | null
}

function pathOf(path: Path | null): string[] {
  const keys: string[] = []
  for (let at = path; at; at = at.above) keys.push(at.key)
  return keys.reverse()
}

function isBroken(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed()
}
