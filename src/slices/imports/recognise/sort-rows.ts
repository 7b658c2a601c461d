import { cutText } from '#kernel/cut-text.ts'
import { foldKey, isBlankMark } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import type { Cell, Row } from '#kernel/workbook.ts'
import type { Grid } from './grid.ts'
import type { ColumnReading, SkippedRow } from './reading.ts'

const SPAN = '(?:本(?:页|月|周|季度?|年)|全(?:年|部)|年度|上半年|下半年|第?[一二三四1-4]季度|\\d{1,2}月份?|总)?'
const SUBTOTAL = new RegExp(
  `^\\(?${SPAN}(?:合计|小计|总计|累计|共计|总和|汇总|合共)(?:[:]?|数|[:(]?[\\d.,]+[^\\d]{0,4})\\)?$`,
)
const NOTE = /^(?:注|备注|说明|附注|附|填表说明|填报说明|※|\*|注意)(?:[:\d]|$|说明)|^(?:※|\*)/
const FOOTER =
  /^(?:填表|填报|制表|制单|审核|审批|复核|统计|上报|报送|经办|负责|分管|主管|主要领导|盖章|签字|签章|联系|校对|核对)(?:人员?|日期|时间|单位|领导|电话|负责人|者)?(?:\(?(?:签字|签章|盖章|签名|公章)\)?)?(?::.*|_+.*|)$/
const ABOVE = /^(?:填表|填报|制表|报送|上报|统计)?(?:单位|社区|部门|街道|时间|日期|年度)(?:\([^)]*\))?[:]/
const SECTION = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[IVX]+[.、])/

export function isSubtotalWord(text: string): boolean {
  return text.length <= 24 && SUBTOTAL.test(foldKey(text))
}

function isNote(text: string): boolean {
  return NOTE.test(foldKey(text))
}

function isFooter(text: string): boolean {
  const key = foldKey(text)
  return FOOTER.test(key) || ABOVE.test(key)
}

/** A remark fills one cell, or says 注: in the first; 备注 as the first of many words is a heading or a value. */
export function isNoteRow(cells: readonly Cell[]): boolean {
  const first = cells[0]!
  return first.kind === 'text' && isNote(first.text) && (cells.length === 1 || /[:※*]/.test(foldKey(first.text)))
}

/** 填表人 and its like, with the name in the same cell or the next; one such word among many is a heading or a value. */
export function isFooterRow(cells: readonly Cell[]): boolean {
  const first = cells[0]!
  if (first.kind !== 'text' || !isFooter(first.text)) return false
  const words = cells.filter((cell) => cell.kind === 'text' && isFooter(cell.text)).length
  return cells.length <= 2 || /[:_]/.test(foldKey(first.text)) || words >= 2
}

/** Rows of the body: which are data, and why the others are not. */
export function sortRows(
  grid: Grid,
  headerRows: readonly number[],
  columns: readonly ColumnReading[],
  types: ReadonlyMap<number, string>,
  title: string,
): { rows: number[]; skipped: SkippedRow[] } {
  const rows: number[] = []
  const skipped: SkippedRow[] = []
  const first = Math.min(...headerRows)
  const last = Math.max(...headerRows)
  const headings = headerRows.map((row) => new Set((grid.row(row)?.cells ?? []).map((cell) => foldKey(cell.text))))
  for (const row of grid.rows) {
    if (row.number >= first && row.number <= last) {
      skipped.push({ row: row.number, why: 'header', said: saidOf(row) })
      continue
    }
    const why = row.number < first ? whyAbove(row) : whyNoData(grid, row, columns, types, headings, title)
    if (why === null) rows.push(row.number)
    else skipped.push({ row: row.number, why, said: saidOf(row, why) })
  }
  return { rows, skipped }
}

/** What stands above the heading: a title, or a remark such as who filled the sheet in and when. */
function whyAbove(row: Row): SkippedRow['why'] {
  if (isNoteRow(row.cells)) return 'note'
  if (isFooterRow(row.cells)) return 'footer'
  return new Set(row.cells.map((cell) => cell.text)).size === 1 ? 'title' : 'note'
}

function whyNoData(
  grid: Grid,
  row: Row,
  columns: readonly ColumnReading[],
  types: ReadonlyMap<number, string>,
  headings: readonly ReadonlySet<string>[],
  title: string,
): SkippedRow['why'] | null {
  const filled = row.cells.filter((cell) => !isBlankMark(cell.text) || cell.kind === 'formula-unvalued')
  const first = filled[0]
  if (!first) return 'blank'
  const identified = isIdentified(row, types)
  if (!identified) {
    if (filled.some((cell) => cell.kind === 'text' && isSubtotalWord(cell.text))) return 'subtotal'
    if (isFooterRow(filled)) return 'footer'
    if (isNoteRow(filled)) return 'note'
    if (repeatsHeading(filled, headings)) return 'header'
    if (filled.length === 1) return whyAlone(grid, first, columns, types, title)
  } else if (isSubtotalWord(first.text)) return 'subtotal'
  return null
}

/** A row with a number of its own and a day is data, whatever its remark says about 累计. */
function isIdentified(row: Row, types: ReadonlyMap<number, string>): boolean {
  let serial = false
  let day = false
  for (const cell of row.cells) {
    const type = types.get(cell.col)
    if (type === 'serial') serial = /^\d/.test(foldKey(cell.text))
    else if (type === 'day')
      day = cell.kind === 'date' || (cell.kind === 'text' && !('problem' in parseDay(cell.text, { defaultYear: 2000 })))
  }
  return serial && day
}

function repeatsHeading(filled: readonly Cell[], headings: readonly ReadonlySet<string>[]): boolean {
  if (filled.length < 2) return false
  return headings.some((words) => filled.filter((cell) => words.has(foldKey(cell.text))).length >= filled.length * 0.7)
}

/** A row with one cell: a running number set out in advance, a title between the rows, a remark — or a poor record. */
function whyAlone(
  grid: Grid,
  cell: Cell,
  columns: readonly ColumnReading[],
  types: ReadonlyMap<number, string>,
  title: string,
): SkippedRow['why'] | null {
  if (columns.length < 2) return null
  const serial = types.get(cell.col) === 'serial'
  if (serial && /^\d+$/.test(foldKey(cell.text))) return 'blank'
  if (cell.kind !== 'text') return null
  // 二季度 alone in the column of serial numbers parts the table; 3、 alone is a number set out in advance.
  if (serial)
    return /\d|^[一二三四五六七八九十]+[、.]?$/.test(foldKey(cell.text)) && foldKey(cell.text).length <= 4
      ? 'blank'
      : 'title'
  const merge = grid.mergeAt(cell.row, cell.col)
  const wide = merge !== undefined && merge.toCol - merge.fromCol + 1 > columns.length / 2
  const key = foldKey(cell.text)
  if (title !== '' && key === foldKey(title)) return 'title'
  if (wide || (key.length > 20 && cell.col === columns[0]!.col)) return key.length > 20 ? 'note' : 'title'
  return SECTION.test(key) ? 'title' : null
}

/** The words that told, else the beginning of the row. */
function saidOf(row: Row, why?: SkippedRow['why']): string {
  const telling =
    why === 'subtotal'
      ? row.cells.find((cell) => isSubtotalWord(cell.text))?.text
      : why === 'footer' || why === 'note' || why === 'title'
        ? row.cells[0]?.text
        : undefined
  const text = (
    telling ??
    row.cells
      .slice(0, 6)
      .map((cell) => cell.text)
      .join(' ')
  )
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 60 ? `${cutText(text, 59)}…` : text
}
