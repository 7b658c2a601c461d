/**
 * JSON in one spelling (RFC 8785 for the values we store: no floats beyond what JSON.stringify prints, keys sorted by
 * UTF-16 unit), so that equal bodies have equal hashes.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
    return `{${pairs.join(',')}}`
  }
  return JSON.stringify(value ?? null)
}
