import type { ImportSheet } from '../schema.ts'

/** The one year a text names; null when it names none or several. */
export function yearOfText(text: string): number | null {
  const years = new Set([...text.matchAll(/(?<!\d)(20[0-4]\d)(?!\d)/g)].map((found) => Number(found[1])))
  return years.size === 1 ? [...years][0]! : null
}

/** The year most of the sheets say they are of, in their name or title. Hidden ones are often last year's. */
export function yearOfSheets(sheets: readonly ImportSheet[]): number | null {
  const votes = new Map<number, number>()
  for (const sheet of sheets) {
    if (sheet.hidden) continue
    const year = yearOfText(`${sheet.sheet} ${sheet.title}`)
    if (year !== null) votes.set(year, (votes.get(year) ?? 0) + 1)
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  return first && (!second || first[1] > second[1]) ? first[0] : null
}
