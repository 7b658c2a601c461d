/** What was recognised in one sheet. All row and column numbers are those of the sheet and count from 1. */
export interface SheetReading {
  sheet: string
  title: string
  target: string | null
  /** 0 to 1: how sure the target is; 1 for a saved mapping. */
  score: number
  alternatives: { target: string; score: number }[]
  headerRows: number[]
  columns: ColumnReading[]
  /** Rows that hold data. */
  rows: number[]
  /** Rows that hold something but are no data, each with the words that told so. */
  skipped: SkippedRow[]
}

export interface ColumnReading {
  col: number
  letter: string
  /** '清理垃圾/处' for a heading of two rows; a unit in brackets is split off into `unit`. */
  header: string
  unit?: string
  field: string | null
  /** 0 to 1; 1 for an exact heading or a clerk's own choice. */
  confidence: number
  /** Only in `pairs`: the cell that holds the value, and its text (without the label, if both share one cell). */
  at?: { row: number; ref: string; text: string }
}

export interface SkippedRow {
  row: number
  why: 'title' | 'note' | 'subtotal' | 'blank' | 'header' | 'footer'
  said: string
}

/** A clerk's mapping, kept under the signature of the headings it was made for. */
export interface SavedMapping {
  signature: string
  target: string
  /** Field by column key (see columnKeys); null where the clerk said that a column is not wanted. */
  fields: Record<string, string | null>
}
