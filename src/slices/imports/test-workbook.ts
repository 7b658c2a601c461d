import { makeZip, xlsxEntries } from '#kernel/node/sheets/test-files.ts'
import { cellRef } from '#kernel/workbook.ts'

type Value = string | number | null | { formula: string }

/** A sheet as rows of cells, row 1 first; null leaves a cell empty. A name beginning with ! makes it hidden. */
export type MadeSheets = Record<string, Value[][] | { rows: Value[][]; merges: string[] }>

/** A workbook for tests, made here and now: no test reads a file somebody else keeps. */
export function madeWorkbook(sheets: MadeSheets): Uint8Array {
  const parts = Object.entries(sheets).map(([name, sheet]) => {
    const { rows, merges } = Array.isArray(sheet) ? { rows: sheet, merges: [] } : sheet
    return [name, sheetXml(rows, merges)] as const
  })
  return makeZip(xlsxEntries({ sheets: Object.fromEntries(parts) }))
}

function sheetXml(rows: Value[][], merges: string[]): string {
  const body = rows
    .map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cellXml(value, r + 1, c + 1)).join('')}</row>`)
    .join('')
  const merged =
    merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `<sheetData>${body}</sheetData>${merged}`
}

function cellXml(value: Value, row: number, col: number): string {
  const ref = cellRef(row, col)
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
  if (typeof value === 'object') return `<c r="${ref}"><f>${value.formula}</f></c>`
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}
