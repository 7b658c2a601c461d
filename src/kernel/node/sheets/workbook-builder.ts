import type { Range, Row, Sheet } from '#kernel/workbook.ts'
import type { CellBatch } from './cell-batch.ts'
import { StoredCells, StoredRow } from './stored-cells.ts'

interface Growing {
  name: string
  hidden: boolean
  rows: StoredRow[]
  merges: Range[]
  /** Rows and cells came in order, each once: as almost every file has them. */
  inOrder: boolean
}

/** Puts batches together into sheets with ordered rows and cells. */
export class WorkbookBuilder {
  private readonly store = new StoredCells()
  private readonly sheets: Growing[] = []
  private row: StoredRow | undefined
  private rowSheet = -1
  private col = 0

  add(batch: CellBatch): void {
    for (const { name, hidden } of batch.sheets) this.sheets.push({ name, hidden, rows: [], merges: [], inOrder: true })
    for (const { sheet, range } of batch.merges) this.sheets[sheet]?.merges.push(range)
    const first = this.store.add(batch)
    for (let i = 0; i < batch.count; i++) this.place(batch.sheet[i]!, batch.row[i]!, batch.col[i]!, first + i)
  }

  private place(index: number, number: number, col: number, at: number): void {
    const sheet = this.sheets[index]!
    if (this.row && this.rowSheet === index && this.row.number === number) {
      this.row.count++
      if (col <= this.col) sheet.inOrder = false
    } else {
      if (sheet.rows.length > 0 && number <= sheet.rows.at(-1)!.number) sheet.inOrder = false
      this.row = new StoredRow(number, this.store, at)
      this.rowSheet = index
      sheet.rows.push(this.row)
    }
    this.col = col
  }

  finish(date1904: boolean): Sheet[] {
    this.store.date1904 = date1904
    return this.sheets.map(({ inOrder, rows, ...sheet }) => ({ ...sheet, rows: inOrder ? rows : ordered(rows) }))
  }
}

/** Files may list rows twice, or rows and cells out of order; of two cells at one place the later stands. */
function ordered(rows: StoredRow[]): Row[] {
  const merged = new Map<number, Row>()
  for (const { number, cells } of rows) {
    const known = merged.get(number)
    if (known) known.cells.push(...cells)
    else merged.set(number, { number, cells: [...cells] })
  }
  for (const row of merged.values()) {
    const byCol = new Map(row.cells.map((cell) => [cell.col, cell]))
    row.cells = [...byCol.values()].sort((a, b) => a.col - b.col)
  }
  return [...merged.values()].sort((a, b) => a.number - b.number)
}
