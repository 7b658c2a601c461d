import type { Day } from '#kernel/days.ts'
import { dayOfSerial } from '#kernel/serial-day.ts'
import { type Cell, type CellKind, cellRef, type Row, type Sheet } from '#kernel/workbook.ts'
import { type CellBatch, KINDS } from './cell-batch.ts'

class ReadCell implements Cell {
  row: number
  col: number
  kind: CellKind
  text: string
  value: string | number | boolean | null
  declare day?: Day
  constructor(row: number, col: number, kind: CellKind, text: string, value: string | number | boolean | null) {
    this.row = row
    this.col = col
    this.kind = kind
    this.text = text
    this.value = value
  }
  // Made when asked: a large sheet has a million cells and names few of them.
  get ref(): string {
    return cellRef(this.row, this.col)
  }
}

/** Puts batches together into sheets with ordered rows and cells. */
export class WorkbookBuilder {
  readonly sheets: Sheet[] = []
  private readonly texts = new Map<string, string>()
  private readonly days = new Map<number, Day | null>()
  private row: Row | undefined
  private rowSheet = -1

  add(batch: CellBatch): void {
    for (const { name, hidden } of batch.sheets) this.sheets.push({ name, hidden, rows: [], merges: [] })
    for (const { sheet, range } of batch.merges) this.sheets[sheet]?.merges.push(range)
    const texts = batch.texts.map((text) => this.intern(text))
    for (let i = 0; i < batch.count; i++) {
      const sheet = batch.sheet[i]!
      const number = batch.row[i]!
      const kind = KINDS[batch.kind[i]!]!
      const text = texts[batch.shown[i]!]!
      if (!this.row || this.row.number !== number || this.rowSheet !== sheet) {
        this.row = { number, cells: [] }
        this.rowSheet = sheet
        this.sheets[sheet]!.rows.push(this.row)
      }
      this.row.cells.push(new ReadCell(number, batch.col[i]!, kind, text, valueOf(kind, batch.number[i]!, text)))
    }
  }

  finish(date1904: boolean): Sheet[] {
    for (const sheet of this.sheets) {
      sheet.rows = ordered(sheet.rows)
      for (const row of sheet.rows) {
        for (const cell of row.cells) {
          const day = cell.kind === 'date' ? this.dayOf(cell.value as number, date1904) : null
          if (day !== null) cell.day = day
        }
      }
    }
    return this.sheets
  }

  private dayOf(serial: number, date1904: boolean): Day | null {
    let day = this.days.get(serial)
    if (day === undefined) {
      day = dayOfSerial(serial, date1904)
      if (this.days.size < 20_000) this.days.set(serial, day)
    }
    return day
  }

  /** The same words come in every batch; keep one copy of the short ones. */
  private intern(text: string): string {
    if (text.length > 24) return text
    const known = this.texts.get(text)
    if (known !== undefined) return known
    if (this.texts.size < 50_000) this.texts.set(text, text)
    return text
  }
}

function valueOf(kind: CellKind, number: number, text: string): string | number | boolean | null {
  if (kind === 'text' || kind === 'error') return text
  if (kind === 'boolean') return number !== 0
  return kind === 'formula-unvalued' ? null : number
}

/** Files may list rows twice, or rows and cells out of order; of two cells at one place the later stands. */
function ordered(rows: Row[]): Row[] {
  let inOrder = true
  for (let i = 1; i < rows.length && inOrder; i++) inOrder = rows[i]!.number > rows[i - 1]!.number
  if (!inOrder) {
    const merged = new Map<number, Row>()
    for (const row of rows) {
      const known = merged.get(row.number)
      if (known) known.cells.push(...row.cells)
      else merged.set(row.number, row)
    }
    rows = [...merged.values()].sort((a, b) => a.number - b.number)
  }
  for (const row of rows) {
    if (row.cells.every((cell, i) => i === 0 || cell.col > row.cells[i - 1]!.col)) continue
    const byCol = new Map(row.cells.map((cell) => [cell.col, cell]))
    row.cells = [...byCol.values()].sort((a, b) => a.col - b.col)
  }
  return rows
}
