import { foldKey } from '#kernel/fold-text.ts'
import type { ColumnReading, SavedMapping, SheetReading } from './reading.ts'

type Heading = Pick<ColumnReading, 'header' | 'unit'>

/** One key per column, the same whatever the order of columns; headings that come twice are numbered. */
export function columnKeys(columns: readonly Heading[]): string[] {
  const seen = new Map<string, number>()
  return columns.map(({ header, unit }) => {
    const key = `${foldKey(header)}(${unit === undefined ? '' : foldKey(unit)})`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  })
}

/**
 * The key under which a clerk's mapping is saved: the same for the same set of headings in any order. A number of
 * fixed length, for headings may be long and the key is indexed.
 */
export function headerSignature(columns: readonly Heading[]): string {
  const text = columnKeys(columns).sort().join('\n')
  return `${columns.length}-${hash(text, 0x811c9dc5)}${hash(text, 0x01000193)}`
}

/** What to save once a clerk has confirmed or corrected the columns of a reading. */
export function mappingOf(reading: Pick<SheetReading, 'target' | 'columns'>): SavedMapping | null {
  if (reading.target === null) return null
  const keys = columnKeys(reading.columns)
  const fields = Object.fromEntries(reading.columns.map((column, i) => [keys[i]!, column.field]))
  return { signature: headerSignature(reading.columns), target: reading.target, fields }
}

/** FNV-1a with a final mix, 32 bits as eight characters. */
function hash(text: string, seed: number): string {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0).toString(16).padStart(8, '0')
}
