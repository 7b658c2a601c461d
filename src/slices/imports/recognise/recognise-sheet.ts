import { foldKey } from '#kernel/fold-text.ts'
import type { Cell, Sheet } from '#kernel/workbook.ts'
import { type Heading, readHeadings } from './column-heading.ts'
import { type ColumnContent, lookAt } from './content-check.ts'
import { findHeading } from './find-heading.ts'
import { Grid } from './grid.ts'
import { type Guess, guessColumns, namesOf, plainKey } from './guess-columns.ts'
import { columnKeys, headerSignature } from './header-signature.ts'
import { readPairs } from './read-pairs.ts'
import { readPairsBelow } from './read-pairs-below.ts'
import type { ColumnReading, SavedMapping, SheetReading } from './reading.ts'
import { nameScore, scoreTarget } from './score-target.ts'
import { isFooterRow, isNoteRow, sortRows } from './sort-rows.ts'
import type { Target } from './target.ts'

/** From here on a target is taken; below, the clerk is asked. */
const SURE = 0.4
const SAMPLE = 80

/**
 * Recognises what one sheet is and what its columns hold. Pure: the same sheet, targets and saved mappings always give
 * the same reading. A saved mapping with the same headings goes before every guess.
 */
export function recogniseSheet(
  sheet: Sheet,
  targets: readonly Target[],
  saved: readonly SavedMapping[] = [],
): SheetReading {
  return recognise(sheet, targets, saved, SURE)
}

/** Reads a sheet as the target a clerk has said it is, however little it looks like it. */
export function recogniseSheetAs(sheet: Sheet, target: Target): SheetReading {
  const reading = recognise(sheet, [target], [], 0)
  return { ...reading, target: target.code, alternatives: [] }
}

function recognise(
  sheet: Sheet,
  targets: readonly Target[],
  saved: readonly SavedMapping[],
  sure: number,
): SheetReading {
  const grid = new Grid(sheet)
  let best = readTable(grid, sheet, targets, saved, sure)
  const alternatives = [...best.alternatives]
  const table = best
  for (const target of targets.filter((one) => one.layout === 'pairs')) {
    const beside = readPairs(grid, target)
    const below = readPairsBelow(grid, table, target)
    const reading = below && below.matched > beside.matched ? below : beside
    const mapping = savedFor(reading.columns, targets, saved)
    const chosen = mapping?.target === target.code
    if (reading.matched < 2 && !chosen && sure > 0) continue
    const name = Math.max(nameScore(target, sheet.name), nameScore(target, reading.title))
    const enough = Math.min(1, reading.matched / 4)
    const score = round(Math.min(1, 0.3 * name + 0.7 * Math.min(1, reading.found) * enough))
    alternatives.push({ target: target.code, score })
    if (!chosen && (score < sure || (sure > 0 && score <= best.score))) continue
    best = {
      sheet: sheet.name,
      title: reading.title,
      target: target.code,
      score: chosen ? 1 : score,
      alternatives: [],
      headerRows: [],
      columns: chosen ? applied(reading.columns, mapping) : reading.columns,
      rows: reading.rows,
      skipped: reading.skipped,
    }
  }
  alternatives.sort((a, b) => b.score - a.score)
  return { ...best, alternatives: alternatives.filter((a) => a.target !== best.target && a.score > 0.15).slice(0, 5) }
}

function readTable(
  grid: Grid,
  sheet: Sheet,
  targets: readonly Target[],
  saved: readonly SavedMapping[],
  sure: number,
): SheetReading {
  const tables = targets.filter((target) => target.layout === 'table')
  const headerRows = findHeading(grid, knower(tables))
  const title = titleOf(grid, headerRows[0] ?? Infinity)
  const reading: SheetReading = {
    sheet: sheet.name,
    title,
    target: null,
    score: 0,
    alternatives: [],
    headerRows,
    columns: [],
    rows: [],
    skipped: [],
  }
  if (headerRows.length === 0) {
    reading.skipped = grid.rows.map((row) => ({ row: row.number, why: 'note', said: row.cells[0]!.text.slice(0, 60) }))
    return reading
  }
  const { headings, contents } = readColumns(grid, headerRows)
  const mapping = savedFor(headings, targets, saved)
  const ranked = tables
    .map((target) => ({ target, guesses: guessColumns(target, headings, contents, rememberedFor(target, saved)) }))
    .map((one) => ({ ...one, score: scoreTarget(one.target, one.guesses, sheet.name, title) }))
    .sort((a, b) => b.score - a.score)
  const [first] = ranked
  reading.alternatives = ranked.map(({ target, score }) => ({ target: target.code, score }))
  if (mapping) {
    reading.target = mapping.target
    reading.score = 1
    reading.columns = applied(headings, mapping)
  } else if (first && first.score >= sure) {
    reading.target = first.target.code
    reading.score = first.score
    reading.columns = headings.map((heading, i) => columnOf(heading, first.guesses[i]))
  } else {
    reading.score = first?.score ?? 0
    reading.columns = headings.map((heading) => columnOf(heading, undefined))
  }
  const fields = targets.find((target) => target.code === reading.target)?.fields ?? []
  const types = new Map<number, string>()
  reading.columns.forEach((column, i) => {
    const type = fields.find((field) => field.key === column.field)?.type ?? looksOf(column, contents[i])
    if (type) types.set(column.col, type)
  })
  return { ...reading, ...sortRows(grid, headerRows, reading.columns, types, title) }
}

/** For rows to be told apart even where no target was found. */
function looksOf(heading: Heading, content: ColumnContent | undefined): string | undefined {
  if (/^(?:序号?|编号|no)$/.test(foldKey(heading.header))) return 'serial'
  return content && content.days > 0.6 ? 'day' : undefined
}

function columnOf(heading: Heading, guess: Guess | undefined): ColumnReading {
  return { ...heading, field: guess?.field.key ?? null, confidence: guess?.confidence ?? 0 }
}

function savedFor(
  columns: readonly Heading[],
  targets: readonly Target[],
  saved: readonly SavedMapping[],
): SavedMapping | undefined {
  if (saved.length === 0 || columns.length === 0) return undefined
  const signature = headerSignature(columns)
  return saved.findLast((one) => one.signature === signature && targets.some((target) => target.code === one.target))
}

/**
 * What clerks said about single headings of a target, in any sheet; the last word counts. A column left out may only
 * have been left out there.
 */
function rememberedFor(target: Target, saved: readonly SavedMapping[]): ReadonlyMap<string, string> {
  const all = saved.filter((one) => one.target === target.code).flatMap((one) => Object.entries(one.fields))
  return new Map(all.filter((entry): entry is [string, string] => entry[1] !== null))
}

function applied(columns: readonly (Heading & { at?: ColumnReading['at'] })[], mapping: SavedMapping): ColumnReading[] {
  const keys = columnKeys(columns)
  const fields = new Map(Object.entries(mapping.fields))
  return columns.map((column, i) => {
    const field = fields.get(keys[i]!) ?? null
    return { ...column, field, confidence: field === null ? 0 : 1 }
  })
}

/** How far a word is a heading some target knows: 1 for the very word, half for one that holds it. */
function knower(targets: readonly Target[]): (text: string) => number {
  const names = new Set(targets.flatMap((target) => target.fields.flatMap(namesOf)))
  const long = [...names].filter((name) => name.length >= 2)
  const known = new Map<string, number>()
  return (text) => {
    const key = plainKey(text).replace(/[([][^()[\]]*[)\]]$/, '')
    let score = known.get(key)
    if (score === undefined) {
      score =
        names.has(key) || names.has(plainKey(text))
          ? 1
          : key.length <= 12 && long.some((name) => key.includes(name))
            ? 0.5
            : 0
      known.set(key, score)
    }
    return score
  }
}

/** The first row above the heading that says one thing and is no remark. */
function titleOf(grid: Grid, before: number): string {
  for (const row of grid.rows) {
    if (row.number >= before) break
    const text = row.cells[0]!.text
    if (!isNoteRow(row.cells) && !isFooterRow(row.cells) && new Set(row.cells.map((cell) => cell.text)).size === 1) {
      return text.replace(/\s+/g, ' ').trim()
    }
  }
  return ''
}

function readColumns(grid: Grid, headerRows: readonly number[]): { headings: Heading[]; contents: ColumnContent[] } {
  const last = headerRows.at(-1)!
  const cells = new Map<number, Cell[]>()
  let seen = 0
  for (const row of grid.rows) {
    if (row.number <= last) continue
    if (++seen > SAMPLE) break
    for (const cell of row.cells) {
      const column = cells.get(cell.col)
      if (column) column.push(cell)
      else cells.set(cell.col, [cell])
    }
  }
  // A column without a heading counts as one only if it is used; a stray remark beside the table is not.
  const used = [...cells]
    .filter(([, column]) => column.length >= Math.max(2, Math.min(seen, SAMPLE) * 0.2))
    .map(([col]) => col)
  const headings = readHeadings(grid, headerRows, new Set(used))
  return { headings, contents: headings.map((heading) => lookAt(cells.get(heading.col) ?? [])) }
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000
}
