import type { Grid } from './grid.ts'
import { guessColumns } from './guess-columns.ts'
import { lookAt } from './content-check.ts'
import type { PairsReading } from './read-pairs.ts'
import type { ColumnReading, SheetReading } from './reading.ts'
import type { Target } from './target.ts'

/** So many labels must be the target's own before one row under a heading is taken for facts and not for a record. */
const LEAST = 3

/**
 * Reads a table of a single row as labels with their values below: 户数|人口|商铺 over 2310|7005|130. Null where the
 * table has more rows, or its headings say little about the target.
 */
export function readPairsBelow(grid: Grid, table: SheetReading, target: Target): PairsReading | null {
  const [only, ...more] = table.rows
  if (only === undefined || more.length > 0) return null
  const cells = table.columns.map((column) => grid.cell(only, column.col))
  const guesses = guessColumns(
    target,
    table.columns,
    cells.map((cell) => lookAt(cell ? [cell] : [])),
  )
  const columns = table.columns.flatMap((column, i): ColumnReading[] => {
    const cell = cells[i]
    if (!cell) return []
    const guess = guesses[i]
    const sure = guess !== undefined && guess.confidence >= 0.5
    return [
      {
        ...column,
        field: sure ? guess.field.key : null,
        confidence: sure ? guess.confidence : 0,
        at: { row: only, ref: cell.ref, text: cell.text },
      },
    ]
  })
  const matched = columns.filter((column) => column.field !== null)
  if (matched.length < LEAST) return null
  const found =
    matched.reduce((sum, column) => sum + column.confidence, 0) /
    Math.max(1, Math.min(target.fields.length, columns.length))
  return { columns, rows: [only], skipped: table.skipped, title: table.title, found, matched: matched.length }
}
