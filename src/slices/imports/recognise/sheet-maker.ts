import { type Cell, cellRef, type Range, type Sheet } from '#kernel/workbook.ts'

type Value = string | number | null

/** A sheet from rows of values, for tests: null is a blank cell, a range like 'A1:C1' is merged. */
export function makeSheet(
  name: string,
  rows: readonly (readonly Value[])[],
  merges: readonly string[] = [],
  hidden = false,
): Sheet {
  return {
    name,
    hidden,
    merges: merges.map(range),
    rows: rows
      .map((values, r) => ({
        number: r + 1,
        cells: values.flatMap((value, c): Cell[] =>
          value === null || value === ''
            ? []
            : [
                {
                  ref: cellRef(r + 1, c + 1),
                  row: r + 1,
                  col: c + 1,
                  kind: typeof value === 'number' ? 'number' : 'text',
                  text: String(value),
                  value,
                },
              ],
        ),
      }))
      .filter((row) => row.cells.length > 0),
  }
}

function range(text: string): Range {
  const [fromCol = 0, fromRow = 0, toCol = 0, toRow = 0] = [...text.matchAll(/([A-Z]+)(\d+)/g)].flatMap((m) => [
    [...m[1]!].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0),
    Number(m[2]),
  ])
  return { fromRow, fromCol, toRow, toCol }
}
