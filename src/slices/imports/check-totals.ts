import { fromMicros, toMicros } from '#kernel/decimal.ts'
import type { FindingNote } from './finding-note.ts'
import type { PlannedRow } from './plan-model.ts'
import type { PlanSheet } from './plan.ts'
import { readRow } from './read-row.ts'

/**
 * Compares each 合计 or 小计 with the rows above it: all of them, or those since the sum before. What the sheet itself
 * adds up counts, broken rows included, for the office's own sum included them.
 */
export function checkTotals(sheet: PlanSheet, rows: PlannedRow[]): FindingNote[] {
  const notes: FindingNote[] = []
  const fields = sheet.target.fields.filter((field) => field.type === 'quantity' || field.type === 'duration')
  let since = 0
  for (const total of [...sheet.totals].sort((a, b) => a.row - b.row)) {
    const written = readRow(total, fields, 2000)
    for (const field of fields) {
      const said = written.amounts[field.key]
      if (!said) continue
      const sum = (from: number): bigint =>
        rows
          .filter((row) => row.row > from && row.row < total.row)
          .reduce((micros, row) => micros + toMicros(row.reading.amounts[field.key]?.value ?? '0'), 0n)
      const claimed = toMicros(said.value)
      const all = sum(0)
      if (claimed === all || claimed === sum(since)) continue
      notes.push({
        sheet: sheet.sheet, cell: written.refs[field.key] ?? null, row: total.row, code: 'subtotal.mismatch', severity: 'question',
        field: field.key, params: { label: field.label, written: said.value, summed: fromMicros(all), unit: field.unit ?? '' },
      })
    }
    since = total.row
  }
  return notes
}
