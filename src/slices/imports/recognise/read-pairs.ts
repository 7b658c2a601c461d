import { foldKey, foldText, isBlankMark } from '#kernel/fold-text.ts'
import { parseQuantity } from '#kernel/parse-quantity.ts'
import { type Cell, cellRef, columnLetter, type Row } from '#kernel/workbook.ts'
import { looksLikeValue } from './cell-looks.ts'
import { lookAt } from './content-check.ts'
import type { Grid } from './grid.ts'
import { guessColumns, nameMatch, namesOf, wordsOf } from './guess-columns.ts'
import type { ColumnReading, SkippedRow } from './reading.ts'
import { isFooterRow, isNoteRow } from './sort-rows.ts'
import type { Target } from './target.ts'

export interface PairsReading {
  columns: ColumnReading[]
  rows: number[]
  skipped: SkippedRow[]
  title: string
  /** Share of the target's fields found, weighed by confidence. */
  found: number
  matched: number
}

const LAST_ROW = 200

/** Reads a sheet as labels with their values beside them: 东至|南大街|西至|凤凰路. */
export function readPairs(grid: Grid, target: Target): PairsReading {
  const rows: number[] = []
  const skipped: SkippedRow[] = []
  const pairs: { column: ColumnReading; cell: Cell }[] = []
  let title = ''
  const known = new Set(target.fields.flatMap(namesOf))
  for (const row of grid.rows.slice(0, LAST_ROW)) {
    const why = namesColumns(row) ? 'header' : whyNoPairs(row)
    const found = why === null || why === 'title' ? pairsOf(grid, row, known) : []
    if (found.length > 0) {
      rows.push(row.number)
      pairs.push(...found)
      continue
    }
    if (why === 'title' && title === '' && rows.length === 0) title = row.cells[0]!.text.trim()
    skipped.push({ row: row.number, why: why ?? 'note', said: row.cells[0]!.text.slice(0, 60) })
  }
  const headings = pairs.map(({ column }) => column)
  const contents = pairs.map(({ cell, column }) =>
    lookAt([{ ...plain(cell), text: column.at!.text, value: valueFor(cell, column) }]),
  )
  const guesses = guessColumns(target, headings, contents)
  const columns = headings.map((column, i): ColumnReading => {
    const guess = guesses[i]
    // A single value proves nothing by itself: here only the label counts.
    const named = guess && nameMatch(namesOf(guess.field), wordsOf(column)) >= 0.5
    if (!guess || !named || !valueFits(guess.field.type, column.at!.text))
      return { ...column, field: null, confidence: 0 }
    return { ...column, field: guess.field.key, confidence: guess.confidence }
  })
  const matched = columns.filter((column) => column.field !== null)
  const found =
    matched.reduce((sum, column) => sum + column.confidence, 0) /
    Math.max(1, Math.min(target.fields.length, columns.length))
  return { columns, rows, skipped, title, found, matched: matched.length }
}

function whyNoPairs(row: Row): SkippedRow['why'] | null {
  if (isNoteRow(row.cells)) return 'note'
  if (isFooterRow(row.cells)) return 'footer'
  return new Set(row.cells.map((cell) => cell.text)).size === 1 ? 'title' : null
}

/** 项目|内容 above the pairs names the columns and is no fact. */
function namesColumns(row: Row): boolean {
  return row.cells.length >= 2 && row.cells.every((cell) => HEADING.test(foldKey(cell.text)))
}

const HEADING = /^(?:序号?|编号|项目|名称|指标|类别|事项|基本信息|内容|数值|数据|数量|情况|单位|备注)$/

function pairsOf(grid: Grid, row: Row, known: ReadonlySet<string>): { column: ColumnReading; cell: Cell }[] {
  const pairs: { column: ColumnReading; cell: Cell }[] = []
  for (let i = 0; i < row.cells.length; i++) {
    const label = row.cells[i]!
    const inOne = /^\s*([^:\uff1a]{1,20})[:\uff1a]\s*(\S.*)$/s.exec(label.text)
    if (label.kind === 'text' && inOne) {
      pairs.push(pair(label, inOne[1]!, inOne[2]!.trim()))
      continue
    }
    const next = row.cells[i + 1]
    if (label.kind !== 'text' || looksLikeValue(label) || label.text.length > 30 || !next) continue
    const covered = grid.mergeAt(label.row, label.col)?.toCol ?? label.col
    // The value is the next cell; a gap means that the label has none. Two known labels in a row: the first is empty.
    if (next.col !== covered + 1 || known.has(foldKey(next.text).replace(/:$/, ''))) continue
    pairs.push(pair(next, label.text, next.text))
    i++
  }
  return pairs
}

function pair(cell: Cell, label: string, text: string): { column: ColumnReading; cell: Cell } {
  const folded = foldText(label).replace(/:$/, '')
  const found = /^(.*?)\(([^()]+)\)$/.exec(folded)
  const heading = found?.[1] ? { header: found[1].trim(), unit: foldKey(found[2]!) } : { header: folded }
  return {
    cell,
    column: {
      col: cell.col,
      letter: columnLetter(cell.col),
      ...heading,
      field: null,
      confidence: 0,
      at: { row: cell.row, ref: cellRef(cell.row, cell.col), text },
    },
  }
}

function valueFits(type: Target['fields'][number]['type'], text: string): boolean {
  if (isBlankMark(text)) return false
  if (type !== 'quantity') return true
  const read = parseQuantity(text)
  // A quantity that cannot be read is still that field's cell, to be mended; a mere word is not.
  return !('problem' in read) || read.problem !== 'no-number' || /若干|余|多/.test(text)
}

function plain(cell: Cell): Cell {
  const { ref, row, col, kind } = cell
  return { ref, row, col, kind, text: cell.text, value: cell.value, ...(cell.day !== undefined && { day: cell.day }) }
}

function valueFor(cell: Cell, column: ColumnReading): Cell['value'] {
  return cell.kind === 'number' ? cell.value : column.at!.text
}
