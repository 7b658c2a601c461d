import type { Cell, Range, Row, Sheet } from '#kernel/workbook.ts'

/** Cells of a sheet by coordinates, with merged ranges looked up and never expanded. */
export class Grid {
  readonly rows: readonly Row[]
  private readonly byNumber = new Map<number, Map<number, Cell>>()
  private readonly indexOf = new Map<number, number>()
  private readonly merges: Range[]

  constructor(sheet: Sheet) {
    this.rows = sheet.rows
    sheet.rows.forEach((row, i) => this.indexOf.set(row.number, i))
    this.merges = sheet.merges
  }

  row(number: number): Row | undefined {
    const index = this.indexOf.get(number)
    return index === undefined ? undefined : this.rows[index]
  }

  cell(row: number, col: number): Cell | undefined {
    let cells = this.byNumber.get(row)
    if (!cells) {
      cells = new Map(this.row(row)?.cells.map((cell) => [cell.col, cell]))
      // Rows near the heading are asked again and again; the body of a large sheet is not kept twice.
      if (this.byNumber.size < 200) this.byNumber.set(row, cells)
    }
    return cells.get(col)
  }

  /** The merged range that covers a cell, if any. */
  mergeAt(row: number, col: number): Range | undefined {
    return this.merges.find((m) => row >= m.fromRow && row <= m.toRow && col >= m.fromCol && col <= m.toCol)
  }

  /** The text a reader sees at a cell: its own, or that of the merged range that covers it. */
  textAt(row: number, col: number): string {
    const own = this.cell(row, col)
    if (own) return own.text
    const merge = this.mergeAt(row, col)
    return merge ? (this.cell(merge.fromRow, merge.fromCol)?.text ?? '') : ''
  }

  /** Merged ranges that begin in the given rows. */
  mergesIn(fromRow: number, toRow: number): Range[] {
    return this.merges.filter((m) => m.fromRow >= fromRow && m.fromRow <= toRow)
  }
}
