import type { Day } from '#kernel/days.ts'
import { dayOfSerial } from '#kernel/serial-day.ts'
import { type Cell, type CellKind, cellRef, type Row } from '#kernel/workbook.ts'
import { AS_NUMBER, BATCH_SIZE, type CellBatch, KINDS } from './cell-batch.ts'

type Columns = Pick<CellBatch, 'col' | 'kind' | 'number' | 'shown' | 'texts'>

/**
 * The cells of a workbook in columns of plain numbers, as they came from the reading thread: fifteen bytes each, where
 * an object takes a hundred. Objects are made of them row by row, when a row is asked for its cells.
 */
export class StoredCells {
  date1904 = false
  private readonly batches: Columns[] = []
  private readonly texts = new Map<string, string>()
  private readonly days = new Map<number, Day | null>()
  /** A row is most often asked several times in a row. */
  private last: { first: number; cells: Cell[] } | undefined

  /** Gives the place of the batch's first cell; every batch but the last is full. */
  add({ col, kind, number, shown, texts }: CellBatch): number {
    const interned = texts.map((text) => this.intern(text))
    return (this.batches.push({ col, kind, number, shown, texts: interned }) - 1) * BATCH_SIZE
  }

  /** The next `count` cells from a place on, all of them in the row of that number. */
  cells(row: number, first: number, count: number): Cell[] {
    if (this.last?.first === first) return this.last.cells
    const cells = Array.from({ length: count }, (_, at) => this.cell(row, first + at))
    this.last = { first, cells }
    return cells
  }

  private cell(row: number, place: number): Cell {
    const batch = this.batches[Math.floor(place / BATCH_SIZE)]!
    const at = place % BATCH_SIZE
    const kind = KINDS[batch.kind[at]!]!
    const number = batch.number[at]!
    const shown = batch.shown[at]!
    const text = shown === AS_NUMBER ? String(number) : batch.texts[shown]!
    const cell = new ReadCell(row, batch.col[at]!, kind, text, valueOf(kind, number, text))
    const day = kind === 'date' ? this.dayOf(number) : null
    if (day !== null) cell.day = day
    return cell
  }

  private dayOf(serial: number): Day | null {
    let day = this.days.get(serial)
    if (day === undefined) {
      day = dayOfSerial(serial, this.date1904)
      if (this.days.size < 20_000) this.days.set(serial, day)
    }
    return day
  }

  /** The same words come in every batch; keep one copy of the short ones. */
  private intern(text: string): string {
    if (text.length > 24) return text
    const known = this.texts.get(text)
    if (known !== undefined) return known
    if (this.texts.size < 20_000) this.texts.set(text, text)
    return text
  }
}

/** A row whose cells stand one behind the other in the store, in order. */
export class StoredRow implements Row {
  readonly number: number
  private readonly store: StoredCells
  private readonly first: number
  count = 1
  constructor(number: number, store: StoredCells, first: number) {
    this.number = number
    this.store = store
    this.first = first
  }
  get cells(): Cell[] {
    return this.store.cells(this.number, this.first, this.count)
  }
}

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

function valueOf(kind: CellKind, number: number, text: string): string | number | boolean | null {
  if (kind === 'text' || kind === 'error') return text
  if (kind === 'boolean') return number !== 0
  return kind === 'formula-unvalued' ? null : number
}
