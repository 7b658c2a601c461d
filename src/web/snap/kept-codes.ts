/** Codes of what was reported from this telephone, newest first, so that nobody has to find their note. */
const MOST = 10
const keyOf = (community: string): string => `ybz.snap.${community}`

export function keptCodes(community: string): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(community)) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter((code) => typeof code === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

export function keepCode(community: string, code: string): void {
  const codes = [code, ...keptCodes(community).filter((kept) => kept !== code)].slice(0, MOST)
  try {
    localStorage.setItem(keyOf(community), JSON.stringify(codes))
  } catch {
    // A browser that keeps nothing shows the code all the same.
  }
}

export function forgetCodes(community: string): void {
  try {
    localStorage.removeItem(keyOf(community))
  } catch {
    // Nothing was kept.
  }
}
