import { fromMicros, toMicros } from '#kernel/decimal.ts'
import type { FindingNote } from './finding-note.ts'
import type { PlannedRow } from './plan-model.ts'
import type { PlanSheet } from './plan.ts'
import { readRow, type RowReading } from './read-row.ts'
import type { ImportTargetDef } from './target-def.ts'

/**
 * Compares each 合计 or 小计 with the rows above it: all of them, or those since the sum before; one that stands first
 * sums the rows below, up to the next sum or to the end. What the sheet itself
 * adds up counts, broken rows included, for the office's own sum included them.
 */
export function checkTotals(sheet: PlanSheet, rows: PlannedRow[]): FindingNote[] {
  const notes: FindingNote[] = []
  const fields = sheet.target.fields.filter((field) => field.type === 'quantity' || field.type === 'duration')
  let since = 0
  const totals = [...sheet.totals].sort((a, b) => a.row - b.row)
  for (const [at, total] of totals.entries()) {
    const written = readRow(total, fields, 2000)
    for (const field of fields) {
      const said = written.amounts[field.key]
      if (!said) continue
      const sum = (from: number, to = total.row): bigint =>
        rows
          .filter((row) => row.row > from && row.row < to)
          .reduce((micros, row) => micros + toMicros(row.reading.amounts[field.key]?.value ?? '0'), 0n)
      const claimed = toMicros(said.value)
      const leads = !rows.some((row) => row.row > since && row.row < total.row)
      const all = leads && since === 0 ? sum(total.row, Infinity) : sum(0)
      if (claimed === all || claimed === sum(since)) continue
      if (leads && claimed === sum(total.row, totals[at + 1]?.row ?? Infinity)) continue
      notes.push({
        sheet: sheet.sheet,
        cell: written.refs[field.key] ?? null,
        row: total.row,
        code: 'subtotal.mismatch',
        severity: 'question',
        field: field.key,
        params: { label: field.label, written: said.value, summed: fromMicros(all), unit: field.unit ?? '' },
      })
    }
    since = total.row
  }
  return notes
}

/**
 * Rows that hold nothing but sums of the rows above, with no word to say so, as a formula leaves them: every quantity is
 * the exact sum of at least two, and nothing else is filled.
 */
export function unlabelledSums(readings: RowReading[], target: ImportTargetDef): Set<RowReading> {
  const quantities = target.fields.filter((field) => field.type === 'quantity').map((field) => field.key)
  const sums = new Map<string, { total: bigint; count: number }>()
  const found = new Set<RowReading>()
  for (const reading of readings) {
    const amounts = Object.entries(reading.amounts)
    const bare =
      amounts.length > 0 && reading.notes.length === 0 && amounts.length === Object.keys(reading.texts).length
    const isSum = ([key, { value }]: [string, { value: string }]): boolean => {
      const above = sums.get(key)
      return quantities.includes(key) && above !== undefined && above.count >= 2 && above.total === toMicros(value)
    }
    if (bare && amounts.every(isSum)) {
      found.add(reading)
      continue
    }
    for (const [key, { value }] of amounts) {
      const above = sums.get(key) ?? { total: 0n, count: 0 }
      sums.set(key, { total: above.total + toMicros(value), count: above.count + 1 })
    }
  }
  return found
}
