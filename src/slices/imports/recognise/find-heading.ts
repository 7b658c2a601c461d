import { foldKey } from '#kernel/fold-text.ts'
import type { Cell, Row } from '#kernel/workbook.ts'
import { isUnitWord, looksLikeLabel, looksLikeValue } from './cell-looks.ts'
import type { Grid } from './grid.ts'
import { isFooterRow, isNoteRow, isSubtotalWord } from './sort-rows.ts'

const DEPTH = 40

/**
 * The rows that hold the heading of a table, top first; empty if there is none. A heading is the row most of whose
 * cells are words the targets know, else the first full row of words that do not come again below.
 */
export function findHeading(grid: Grid, knows: (text: string) => number): number[] {
  const top = grid.rows.slice(0, DEPTH)
  const width = Math.max(0, ...top.map((row) => row.cells.length))
  let best: { row: Row; score: number } | undefined
  top.forEach((row, i) => {
    const score = scoreRow(row, top.slice(i + 1), width, knows) - i * 0.2
    if (score > 0 && (!best || score > best.score)) best = { row, score }
  })
  if (!best) return []
  const rows = [best.row.number]
  for (let i = top.indexOf(best.row) - 1; i >= 0 && rows.length < 3; i--) {
    if (!isParent(grid, top[i]!, top[i + 1]!)) break
    rows.unshift(top[i]!.number)
  }
  for (let i = top.indexOf(best.row) + 1; i < top.length && rows.length < 3; i++) {
    if (!isParent(grid, top[i - 1]!, top[i]!)) break
    rows.push(top[i]!.number)
  }
  return rows
}

function scoreRow(row: Row, below: readonly Row[], width: number, knows: (text: string) => number): number {
  if (isNoteRow(row.cells)) return 0
  const words = row.cells.filter(looksLikeLabel)
  const distinct = new Set(words.map((cell) => foldKey(cell.text))).size
  if (distinct < 2 || row.cells.some((cell) => isSubtotalWord(cell.text))) return 0
  const values = row.cells.filter(looksLikeValue).length
  const known = words.reduce((sum, cell) => sum + knows(cell.text), 0)
  if (known < 2 && isFooterRow(row.cells)) return 0
  const again = wordsComingAgain(words, below)
  const score = known * 2 + distinct - values * 3 - again * 1.5
  return row.cells.length < width * 0.5 && known < 2 ? score * 0.5 : score
}

/** Words that stand below themselves in the same column are values; a row that comes again whole is a heading. */
function wordsComingAgain(words: readonly Cell[], below: readonly Row[]): number {
  const keys = new Map(words.map((cell) => [cell.col, foldKey(cell.text)]))
  const again = new Set<number>()
  for (const row of below) {
    const same = row.cells.filter((cell) => keys.get(cell.col) === foldKey(cell.text))
    if (same.length < Math.max(2, words.length * 0.7)) for (const cell of same) again.add(cell.col)
  }
  return again.size
}

/** Whether `upper` is the upper row of a heading that goes on in `lower`. */
function isParent(grid: Grid, upper: Row, lower: Row): boolean {
  if (lower.number !== upper.number + 1) return false
  const words = (row: Row) => row.cells.filter((cell) => looksLikeLabel(cell) || isUnitWord(cell.text))
  if (words(upper).length !== upper.cells.length || words(lower).length !== lower.cells.length) return false
  if (new Set(upper.cells.map((cell) => foldKey(cell.text))).size < 2) return false
  const merges = grid.mergesIn(upper.number, upper.number).filter((m) => m.fromRow === upper.number)
  const through = merges.some((m) => m.toRow >= lower.number)
  const over = merges.some(
    (m) =>
      m.toCol > m.fromCol &&
      m.toRow === upper.number &&
      lower.cells.some((c) => c.col >= m.fromCol && c.col <= m.toCol),
  )
  if (through || over) return true
  // Not merged, only left blank: units below a row of words, or words below the gaps of the upper row.
  if (lower.cells.every((cell) => isUnitWord(cell.text))) return true
  const gaps = lower.cells.filter((cell) => grid.cell(upper.number, cell.col) === undefined).length
  return lower.cells.length < upper.cells.length && gaps >= 1 && gaps >= lower.cells.length / 2
}
