import type { FindingNote } from './finding-note.ts'
import type { PlannedRow } from './plan-model.ts'

/**
 * Sheets of one ledger in one file that hold the same rows: a copy, or the year's sheet beside those of its months.
 * Each row would count twice. Said once per pair of sheets; which of them is the right one is for a person to say.
 */
export function checkCopies(rows: PlannedRow[]): FindingNote[] {
  const notes: FindingNote[] = []
  const happened = (row: PlannedRow): boolean => row.target.takes.as === 'entry' || row.target.takes.as === 'case'
  const entries = rows.filter((row) => happened(row) && row.outcome !== 'broken')
  for (const [, same] of Map.groupBy(entries, (row) => row.target.code)) {
    const sheets = [...Map.groupBy(same, (row) => row.sheet)]
    if (sheets.length < 2) continue
    const sizes = new Map(sheets.map(([name, own]) => [name, own.length]))
    for (const [pair, { count, first }] of copiesOf(sheets)) {
      const [sheet = '', other = ''] = pair.split('\n')
      // One row alike in two long sheets is two visits on one day; most of a sheet is a copy.
      if (count * 2 < Math.min(sizes.get(sheet)!, sizes.get(other)!)) continue
      notes.push({
        sheet,
        cell: null,
        row: null,
        code: 'rows.copied',
        severity: 'question',
        params: { count, other, first: first[0].row, otherFirst: first[1].row },
      })
    }
  }
  return notes
}

interface Copies {
  count: number
  first: [PlannedRow, PlannedRow]
}

/** How many rows of each later sheet stand in an earlier one, by the names of the two. */
function copiesOf(sheets: [string, PlannedRow[]][]): Map<string, Copies> {
  const found = new Map<string, Copies>()
  const before = new Map<string, PlannedRow[]>()
  for (const [sheet, own] of sheets) {
    const left = new Map([...before].map(([hash, rows]) => [hash, [...rows]]))
    for (const row of own) {
      const twin = left.get(row.hash)?.shift()
      if (!twin) continue
      const pair = `${sheet}\n${twin.sheet}`
      const copies = found.get(pair)
      if (copies) copies.count += 1
      else found.set(pair, { count: 1, first: [row, twin] })
    }
    for (const row of own) before.set(row.hash, [...(before.get(row.hash) ?? []), row])
  }
  return found
}
