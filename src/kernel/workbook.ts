import type { Day } from './days.ts'

/** The largest file that is read, in megabytes of 2^20 bytes; the same on the page, on the wire and in the reader. */
export const MOST_WORKBOOK_MB = 32

/**
 * A workbook as the product sees it, whatever file it came in: only cells that hold something, at their true
 * coordinates, so that every finding can name the cell a clerk sees in WPS or Excel. Rows and columns count from 1.
 */
export interface Workbook {
  kind: 'xlsx' | 'xls' | 'csv'
  sheets: Sheet[]
}

export interface Sheet {
  name: string
  /** Hidden by the user or by a macro. */
  hidden: boolean
  /** Rows that hold at least one cell, in order. */
  rows: Row[]
  /** Never expanded: a range may name the whole sheet. */
  merges: Range[]
}

export interface Row {
  number: number
  /** In order of column; blank cells are left out. */
  cells: Cell[]
}

export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula-unvalued'

export interface Cell {
  /** 'B3' */
  readonly ref: string
  row: number
  col: number
  kind: CellKind
  /** As the office program shows it: a number by its number format, a date by its date format. */
  text: string
  /** What is stored: the text, the number, the serial number of a date, true or false; null for an unvalued formula. */
  value: string | number | boolean | null
  /** Only for `date`; absent for a clock time without a day. */
  day?: Day
}

export interface Range {
  fromRow: number
  fromCol: number
  toRow: number
  toCol: number
}

/** 1 → A, 27 → AA. */
export function columnLetter(col: number): string {
  let letters = ''
  for (let rest = col; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

export function cellRef(row: number, col: number): string {
  return columnLetter(col) + row
}
