import { foldKey, foldText } from '#kernel/fold-text.ts'
import { isKnownUnit } from '#kernel/units.ts'
import { columnLetter } from '#kernel/workbook.ts'
import { isUnitWord } from './cell-looks.ts'
import type { Grid } from './grid.ts'
import type { ColumnReading } from './reading.ts'

export type Heading = Pick<ColumnReading, 'col' | 'letter' | 'header' | 'unit'>

/** The columns under a heading, with its words joined from top to bottom and the unit split off. */
export function readHeadings(grid: Grid, headerRows: readonly number[], dataCols: ReadonlySet<number>): Heading[] {
  const cols = new Set<number>(dataCols)
  for (const row of headerRows) for (const cell of grid.row(row)?.cells ?? []) cols.add(cell.col)
  return [...cols]
    .sort((a, b) => a - b)
    .map((col) => ({ col, letter: columnLetter(col), ...headingOf(grid, headerRows, col) }))
}

function headingOf(grid: Grid, headerRows: readonly number[], col: number): { header: string; unit?: string } {
  const parts: string[] = []
  headerRows.forEach((row, depth) => {
    let text = tidy(grid.textAt(row, col))
    // An upper row without merging: the word stands over the first of its columns only.
    if (text === '' && depth < headerRows.length - 1) text = fromTheLeft(grid, row, headerRows[depth + 1]!, col)
    if (text !== '' && text !== parts.at(-1)) parts.push(text)
  })
  const split = parts.map(splitUnit)
  const last = parts.at(-1)
  let unit = split.findLast((part) => part.unit !== undefined)?.unit
  if (parts.length > 1 && last !== undefined && isUnitWord(last)) unit = bareUnit(last)
  const header = split
    .map((part) => part.word)
    .filter((word) => word !== '')
    .join('/')
  return unit === undefined ? { header } : { header, unit }
}

function fromTheLeft(grid: Grid, row: number, below: number, col: number): string {
  if (grid.cell(below, col) === undefined || grid.mergeAt(row, col)) return ''
  for (let left = col - 1; left >= 1 && left >= col - 12; left--) {
    // A column without a word of its own below is no group that goes on.
    if (grid.cell(below, left) === undefined) return ''
    const text = tidy(grid.textAt(row, left))
    if (text !== '') return text
  }
  return ''
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** 面积(平方米) → 面积 and 平方米; brackets that hold no unit stay. 单位:吨 in brackets is a unit as well. */
function splitUnit(text: string): { word: string; unit?: string } {
  const folded = foldText(text)
  const found = /^(.*?)[([【[]\s*(?:单位\s*[:]?\s*)?([^()[\]]{1,8}(?:\(次\))?)\s*[)\]】]]?(数量?)?$/.exec(folded)
  if (found?.[1] && isKnownUnit(foldKey(found[2]!))) return { word: tidy(found[1]), unit: foldKey(found[2]!) }
  const slash = /^(.+?)\s*\/\s*([^/]{1,4})$/.exec(folded)
  if (slash && isKnownUnit(foldKey(slash[2]!))) return { word: tidy(slash[1]!), unit: foldKey(slash[2]!) }
  return { word: text }
}

function bareUnit(text: string): string {
  return foldKey(text)
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^单位:?/, '')
}
