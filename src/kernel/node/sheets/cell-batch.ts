import type { CellKind, Range } from '#kernel/workbook.ts'
import type { CellSink } from './cell-sink.ts'

/** What travels between the reading thread and its caller: columns of plain numbers instead of a million objects. */
export interface CellBatch {
  sheets: { name: string; hidden: boolean }[]
  merges: { sheet: number; range: Range }[]
  count: number
  sheet: Uint16Array
  row: Uint32Array
  col: Uint16Array
  kind: Uint8Array
  number: Float64Array
  /** Index into `texts` of what is shown, or AS_NUMBER. */
  shown: Uint32Array
  texts: string[]
}

export const KINDS: readonly CellKind[] = ['text', 'number', 'date', 'boolean', 'error', 'formula-unvalued']

const KIND_INDEX = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Record<CellKind, number>

/** Cells of a batch; only the last one holds fewer. */
export const BATCH_SIZE = 4_096
/** Instead of an index: what is shown is the number itself. */
export const AS_NUMBER = 0xffffffff

/** Collects cells and hands them on in batches. */
export class BatchingSink implements CellSink {
  private readonly send: (batch: CellBatch) => void
  private batch = emptyBatch()
  private indexes = new Map<string, number>()
  private sheetIndex = -1
  constructor(send: (batch: CellBatch) => void) {
    this.send = send
  }

  sheet(name: string, hidden: boolean): void {
    this.sheetIndex++
    this.batch.sheets.push({ name, hidden })
  }

  merge(range: Range): void {
    this.batch.merges.push({ sheet: this.sheetIndex, range })
  }

  cell(row: number, col: number, kind: CellKind, value: string | number | boolean | null, shown: string): void {
    const { batch } = this
    const at = batch.count++
    batch.sheet[at] = this.sheetIndex
    batch.row[at] = row
    batch.col[at] = col
    batch.kind[at] = KIND_INDEX[kind]
    batch.number[at] = typeof value === 'string' || value === null ? 0 : Number(value)
    batch.shown[at] = kind === 'number' && shown === String(value) ? AS_NUMBER : this.indexOf(shown)
    if (batch.count === BATCH_SIZE) this.flush()
  }

  private indexOf(shown: string): number {
    let index = this.indexes.get(shown)
    if (index === undefined) {
      index = this.batch.texts.push(shown) - 1
      this.indexes.set(shown, index)
    }
    return index
  }

  flush(): void {
    this.send(this.batch)
    this.batch = emptyBatch()
    this.indexes = new Map()
  }
}

function emptyBatch(): CellBatch {
  return {
    sheets: [],
    merges: [],
    count: 0,
    sheet: new Uint16Array(BATCH_SIZE),
    row: new Uint32Array(BATCH_SIZE),
    col: new Uint16Array(BATCH_SIZE),
    kind: new Uint8Array(BATCH_SIZE),
    number: new Float64Array(BATCH_SIZE),
    shown: new Uint32Array(BATCH_SIZE),
    texts: [],
  }
}
