import type { Sheet, Workbook } from '#kernel/workbook.ts'
import { cellRef } from '#kernel/workbook.ts'
import { importProblems } from './problems.ts'
import { headerSignature } from './recognise/header-signature.ts'
import type { SavedMapping, SheetReading } from './recognise/reading.ts'
import { recogniseSheet, recogniseSheetAs } from './recognise/recognise-sheet.ts'
import type { ImportSheet, SheetMapping } from './schema.ts'
import type { ImportTargetDef } from './target-def.ts'
import { targetOf } from './targets.ts'

/** One sheet with what it was recognised as, or what a clerk decided it is. */
export interface SheetState {
  sheet: Sheet
  reading: SheetReading
  target: ImportTargetDef | undefined
  state: ImportSheet['state']
  remembered: boolean
}

/** Target of a saved mapping that says: sheets with these headings are not wanted. */
export const UNWANTED = ''

/**
 * Reads every sheet of a file. A clerk's decision for this file goes before a mapping saved for the same headings,
 * and that before the guess. Hidden sheets stay out unless somebody decided otherwise.
 */
export function readSheets(
  workbook: Workbook,
  targets: ImportTargetDef[],
  saved: SavedMapping[],
  decisions: SheetMapping[],
): SheetState[] {
  const wanted = saved.filter((mapping) => mapping.target !== UNWANTED)
  const unwanted = new Set(saved.filter((mapping) => mapping.target === UNWANTED).map((mapping) => mapping.signature))
  return workbook.sheets.map((sheet) => {
    const guess = recogniseSheet(sheet, targets, wanted)
    const signature = headerSignature(guess.columns)
    const remembered =
      guess.columns.length > 0 && (unwanted.has(signature) || wanted.some((one) => one.signature === signature))
    const decision = decisions.find((one) => one.sheet === sheet.name)
    if (decision) {
      if (decision.target === null) return { sheet, reading: guess, target: undefined, state: 'ignored', remembered }
      const reading = decided(sheet, guess, decision, targets)
      return { sheet, reading, target: targetOf(targets, reading.target), state: 'ready', remembered }
    }
    const target = targetOf(targets, guess.target)
    const state =
      sheet.rows.length === 0
        ? 'empty'
        : sheet.hidden
          ? 'hidden'
          : unwanted.has(signature) && guess.columns.length > 0
            ? 'ignored'
            : target === undefined
              ? 'unknown'
              : 'ready'
    return { sheet, reading: guess, target, state, remembered }
  })
}

function decided(sheet: Sheet, guess: SheetReading, decision: SheetMapping, targets: ImportTargetDef[]): SheetReading {
  const target = targetOf(targets, decision.target)
  if (!target) throw importProblems['import.unknown-target']({ target: decision.target })
  const base = guess.target === target.code ? guess : recogniseSheetAs(sheet, target)
  const columns = base.columns.map((column) => {
    const key = columnKey(column)
    const chosen = key in decision.columns ? decision.columns[key]! : column.field
    if (chosen !== null && !target.fields.some((field) => field.key === chosen)) {
      throw importProblems['import.unknown-column']({
        target: target.label,
        field: chosen,
        sheet: sheet.name,
        column: key,
      })
    }
    return {
      ...column,
      field: chosen,
      confidence: chosen === null ? 0 : key in decision.columns ? 1 : column.confidence,
    }
  })
  const byField = new Map<string, string[]>()
  for (const column of columns) {
    if (column.field !== null) byField.set(column.field, [...(byField.get(column.field) ?? []), columnKey(column)])
  }
  const twice = [...byField].find(([, letters]) => letters.length > 1)
  if (twice) {
    const label = target.fields.find((field) => field.key === twice[0])?.label ?? twice[0]
    throw importProblems['import.field-twice']({ sheet: sheet.name, field: label, columns: twice[1].join('、') })
  }
  return { ...base, target: target.code, score: 1, columns }
}

/** A column's letter; where labels and values stand side by side, the address of the value. */
function columnKey(column: SheetReading['columns'][number]): string {
  return column.at?.ref ?? column.letter
}

const SAMPLE_ROWS = 5

export function describeSheet(
  { sheet, reading, target, state, remembered }: SheetState,
  targets: ImportTargetDef[],
): ImportSheet {
  const rows = new Map(sheet.rows.map((row) => [row.number, row]))
  return {
    sheet: sheet.name,
    hidden: sheet.hidden,
    state,
    title: reading.title,
    target: target?.code ?? null,
    targetLabel: target?.label ?? '',
    layout: target?.layout ?? 'table',
    score: reading.score,
    alternatives: reading.alternatives.map((one) => ({
      target: one.target,
      label: targetOf(targets, one.target)?.label ?? '',
      score: one.score,
    })),
    headerRows: reading.headerRows,
    columns: reading.columns.map((column) => ({
      col: column.col,
      letter: columnKey(column),
      header: column.header,
      unit: column.unit ?? null,
      field: column.field,
      confidence: column.confidence,
    })),
    rowCount: reading.rows.length,
    sample: reading.rows.slice(0, SAMPLE_ROWS).map((number) => ({
      row: number,
      cells: (rows.get(number)?.cells ?? []).map((cell) => ({
        letter: target?.layout === 'pairs' ? cellRef(number, cell.col) : cellRef(1, cell.col).slice(0, -1),
        text: cell.text.slice(0, 100),
      })),
    })),
    skipped: reading.skipped.filter((one) => one.why !== 'blank' && one.why !== 'header').slice(0, 200),
    remembered,
  }
}
