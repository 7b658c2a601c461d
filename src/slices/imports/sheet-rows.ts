import { foldKey } from '#kernel/fold-text.ts'
import type { Cell, Row, Sheet } from '#kernel/workbook.ts'
import type { FindingNote } from './finding-note.ts'
import type { PlanSheet } from './plan.ts'
import type { FieldCell, RowSource } from './read-row.ts'
import type { ColumnReading, SheetReading } from './recognise/reading.ts'
import type { ImportTargetDef } from './target-def.ts'

/** Marks that stand for "the same as above". */
const DITTO = new Set(['同上', '"', '〃', '″', '々', '”'])

/** A recognised sheet as rows of fields, with what was left out and why. */
export function sheetRows(sheet: Sheet, reading: SheetReading, target: ImportTargetDef): PlanSheet {
  const notes = [
    ...skippedNotes(sheet, reading),
    ...(target.layout === 'pairs' ? strangePairs(reading) : unmappedColumns(sheet, reading)),
  ]
  if (target.layout === 'pairs') {
    return { sheet: sheet.name, target, rows: pairRows(sheet, reading), letters: {}, totals: [], notes }
  }
  const columns = reading.columns.filter((column) => column.field !== null)
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  const fill = filler(sheet, columns, target, byNumber)
  const rows: RowSource[] = []
  for (const number of reading.rows) {
    const row = byNumber.get(number)
    if (row) rows.push(sourceOf(sheet, row, columns, fill))
  }
  const totals = reading.skipped
    .filter((one) => one.why === 'subtotal')
    .flatMap(({ row }) => byNumber.get(row) ?? [])
    .map((row) => sourceOf(sheet, row, columns, () => undefined))
  return {
    sheet: sheet.name,
    target,
    rows,
    letters: Object.fromEntries(columns.map((column) => [column.field!, column.letter])),
    totals,
    notes:
      rows.length === 0
        ? [...notes, { sheet: sheet.name, cell: null, row: null, code: 'sheet.empty', severity: 'info', params: {} }]
        : notes,
  }
}

type Fill = (row: Row, column: ColumnReading) => FieldCell | undefined

function sourceOf(sheet: Sheet, row: Row, columns: ColumnReading[], fill: Fill): RowSource {
  const cells = new Map<string, FieldCell>()
  const byCol = new Map(row.cells.map((cell) => [cell.col, cell]))
  for (const column of columns) {
    const own = byCol.get(column.col)
    const cell = own && !DITTO.has(foldKey(own.text)) ? fieldCell(own) : fill(row, column)
    if (cell) cells.set(column.field!, cell)
  }
  return {
    sheet: sheet.name,
    row: row.number,
    cells,
    headingUnits: Object.fromEntries(columns.map((one) => [one.field!, one.unit])),
  }
}

/**
 * What an empty cell means where the sheet merges cells downwards or writes 同上: the value above. Never for
 * quantities (one number over three merged rows was counted once) nor for serial numbers.
 */
function filler(sheet: Sheet, columns: ColumnReading[], target: ImportTargetDef, byNumber: Map<number, Row>): Fill {
  const carried = new Set(
    target.fields.filter((field) => !['quantity', 'duration', 'serial'].includes(field.type)).map((field) => field.key),
  )
  const top = mergedTops(sheet, columns)
  return (row, column) => {
    if (!carried.has(column.field!)) return undefined
    const from = top.get(column.col)?.get(row.number)
    const above = from && byNumber.get(from.row)?.cells.find((cell) => cell.col === from.col)
    if (above) return fieldCell(above)
    return row.cells.some((cell) => cell.col === column.col) ? lastAbove(row.number, column.col) : undefined
  }

  // Only ditto marks come here; upwards until a row says something itself.
  function lastAbove(number: number, col: number): FieldCell | undefined {
    for (let at = number - 1; at > 0 && at > number - 200; at--) {
      const cell = byNumber.get(at)?.cells.find((one) => one.col === col)
      if (cell && !DITTO.has(foldKey(cell.text))) return fieldCell(cell)
    }
    return undefined
  }
}

// A file may name a million merged rows; a ledger has some hundreds.
const MOST_MERGED = 300_000

/** Column → row → the cell that holds the value of a range merged downwards. */
function mergedTops(sheet: Sheet, columns: ColumnReading[]): Map<number, Map<number, { row: number; col: number }>> {
  const tops = new Map<number, Map<number, { row: number; col: number }>>()
  const numbers = sheet.rows.map((row) => row.number)
  let work = 0
  for (const range of sheet.merges) {
    if (range.toRow === range.fromRow) continue
    for (const { col } of columns) {
      if (col < range.fromCol || col > range.toCol) continue
      const rows = tops.get(col) ?? new Map<number, { row: number; col: number }>()
      tops.set(col, rows)
      for (let at = firstAfter(numbers, range.fromRow); at < numbers.length && numbers[at]! <= range.toRow; at++) {
        if (++work > MOST_MERGED) return tops
        rows.set(numbers[at]!, { row: range.fromRow, col: range.fromCol })
      }
    }
  }
  return tops
}

/** Index of the first number greater than `bound` in a rising list. */
function firstAfter(numbers: number[], bound: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= bound) low = middle + 1
    else high = middle
  }
  return low
}

function fieldCell(cell: Cell): FieldCell {
  const { ref, kind, text, value, day } = cell
  return { ref, kind, text, value, ...(day === undefined ? {} : { day }) }
}

function pairRows(sheet: Sheet, reading: SheetReading): RowSource[] {
  const cells = new Map(sheet.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell] as const)))
  return reading.columns.flatMap((column): RowSource[] => {
    if (column.field === null || !column.at) return []
    const { row, ref, text } = column.at
    const own = cells.get(ref)
    // Where label and value share a cell only the text behind the label counts.
    const cell: FieldCell = own && own.text === text ? fieldCell(own) : { ref, kind: 'text', text, value: text }
    return [
      { sheet: sheet.name, row, cells: new Map([[column.field, cell]]), headingUnits: { [column.field]: column.unit } },
    ]
  })
}

function skippedNotes(sheet: Sheet, reading: SheetReading): FindingNote[] {
  const heading = Math.max(0, ...reading.headerRows)
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  return reading.skipped.flatMap(({ row, why, said }): FindingNote[] => {
    if (why === 'blank' || why === 'header' || (why === 'title' && row < heading) || (why === 'title' && heading === 0))
      return []
    const code = why === 'subtotal' ? 'row.subtotal' : why === 'note' ? 'row.note' : 'row.skipped'
    const cells = byNumber.get(row)?.cells
    const cell = (cells?.find((one) => one.text.trim() === said) ?? cells?.[0])?.ref ?? null
    return [{ sheet: reading.sheet, cell, row, code, severity: 'info', params: { said } }]
  })
}

function unmappedColumns(sheet: Sheet, reading: SheetReading): FindingNote[] {
  const rows = new Set(reading.rows)
  return reading.columns.flatMap((column): FindingNote[] => {
    if (column.field !== null || column.header === '') return []
    const filled = sheet.rows.find((row) => rows.has(row.number) && row.cells.some((cell) => cell.col === column.col))
    if (!filled) return []
    const params = { label: column.header }
    return [
      { sheet: reading.sheet, cell: column.letter, row: null, code: 'column.unmapped', severity: 'question', params },
    ]
  })
}

function strangePairs(reading: SheetReading): FindingNote[] {
  return reading.columns.flatMap((column): FindingNote[] =>
    column.field !== null || !column.at
      ? []
      : [
          {
            sheet: reading.sheet,
            cell: column.at.ref,
            row: column.at.row,
            code: 'pair.unknown',
            severity: 'info',
            params: { said: column.header },
          },
        ],
  )
}
