import type { CellKind, Range } from '#kernel/workbook.ts'
import { cellRef } from '#kernel/workbook.ts'
import { type ReadLimits, MAX_COL, MAX_ROW } from './limits.ts'
import { broken, Refusal } from './refusal.ts'

/** Where a reader puts what it finds, whatever the format. Cells come in any order of columns, rows in any order. */
export interface CellSink {
  sheet(name: string, hidden: boolean): void
  cell(row: number, col: number, kind: CellKind, value: string | number | boolean | null, shown: string): void
  merge(range: Range): void
}

/**
 * Stands between a reader and its sink: enforces the limits, cleans texts that no database or document can hold, and
 * drops blank cells.
 */
export class GuardedSink implements CellSink {
  private readonly to: CellSink
  private readonly limits: ReadLimits
  private sheets = 0
  private cells = 0
  private merges = 0
  constructor(to: CellSink, limits: ReadLimits) {
    this.to = to
    this.limits = limits
  }

  sheet(name: string, hidden: boolean): void {
    if (++this.sheets > this.limits.maxSheets) throw tooMany(`工作表超过 ${this.limits.maxSheets} 张`)
    this.to.sheet(cleanText(name).slice(0, 255), hidden)
  }

  cell(row: number, col: number, kind: CellKind, value: string | number | boolean | null, shown: string): void {
    if (!(row >= 1 && row <= MAX_ROW && col >= 1 && col <= MAX_COL)) throw broken('单元格超出表格范围')
    if (typeof value === 'string') {
      if (value.length > this.limits.maxText) {
        throw new Refusal('workbook.cell-too-long', { cell: cellRef(row, col), limit: this.limits.maxText })
      }
      const text = cleanText(value)
      if (text.trim() === '') return
      this.count()
      this.to.cell(row, col, kind, text, kind === 'text' ? text : cleanText(shown))
      return
    }
    this.count()
    this.to.cell(row, col, kind, value, shown)
  }

  merge(range: Range): void {
    if (++this.merges > this.limits.maxMerges) throw tooMany(`合并单元格超过 ${this.limits.maxMerges} 处`)
    this.to.merge(range)
  }

  private count(): void {
    if (++this.cells > this.limits.maxCells) throw tooMany(`有内容的单元格超过 ${this.limits.maxCells / 10_000} 万个`)
  }
}

function tooMany(detail: string): Refusal {
  return new Refusal('workbook.too-many-cells', { detail })
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/**
 * Takes out what neither PostgreSQL text nor XML can hold: NUL, other control characters, half surrogate pairs; and
 * the marks that turn the direction of writing, which only make one name look like another.
 */
function cleanText(text: string): string {
  return text.replace(CONTROL, '').toWellFormed()
}
