import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
} from 'docx'
import { TableRow, VerticalAlign, WidthType } from 'docx'
import { columnWidths } from './column-widths.ts'
import { plainRuns } from './figure-runs.ts'
import type { Column } from './gongwen-model.ts'
import { textWidth } from './text-width.ts'

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE }
const MARGIN = { left: 80, right: 80, top: 40, bottom: 40 }
/** A row taller than this may break over pages: programs clip or push out an unbreakable row higher than the page. */
const TALLEST_WHOLE_ROW = 12
/** Columns of nothing longer than a date are centred unless the column says otherwise. */
const SHORT = 5.5

/** `text` is what the cell says; `children` are given when there is more to it than the text, such as links. */
export interface Cell {
  text: string
  children?: ParagraphChild[]
}

export interface RuledTable {
  /** Twips. */
  width: number
  columns: Column[]
  rows: Cell[][]
  total?: string[] | undefined
  /** Paragraph styles of cells and headings. */
  style: { cell: string; head: string }
  /** Width of a 汉字 in the cells, in twips. */
  character: number
  /** Lowest height of a row in twips; room for handwriting in printed lists. */
  rowHeight?: number
}

/** A table in thin black lines whose heading row repeats on every page and whose rows stay whole. */
export function ruledTable(table: RuledTable): Table {
  const texts = [...table.rows.map((row) => row.map((cell) => cell.text)), ...(table.total ? [table.total] : [])]
  const widths = columnWidths(table.columns, texts, table.width, table.character)
  const total = table.total?.map((text): Cell => ({ text, children: plainRuns(text, { bold: true }) }))
  const rows = total === undefined ? table.rows : [...table.rows, total]
  // The total never stands alone on a page.
  const lastKept = total === undefined ? -1 : rows.length - 2
  const short = table.columns.map((_, at) => table.rows.every((row) => textWidth(row[at]?.text ?? '') <= SHORT))
  return new Table({
    width: { size: table.width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: BORDERS,
    margins: MARGIN,
    rows: [headingRow(table, widths), ...rows.map((row, at) => bodyRow(table, widths, short, row, at === lastKept))],
  })
}

function headingRow(table: RuledTable, widths: number[]): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    keepNext: true,
    ...height(table),
    children: table.columns.map((column, at) =>
      cell(widths[at]!, new Paragraph({ style: table.style.head, children: plainRuns(column.header) })),
    ),
  })
}

function bodyRow(table: RuledTable, widths: number[], short: boolean[], row: Cell[], keepNext: boolean): TableRow {
  const tallest = Math.max(...widths.map((width, at) => lines(row[at]?.text ?? '', width, table.character)))
  return new TableRow({
    ...(tallest <= TALLEST_WHOLE_ROW && { cantSplit: true }),
    keepNext,
    ...height(table),
    children: table.columns.map((column, at) => {
      const { text, children } = row[at] ?? { text: '' }
      const alignment = column.align ?? (short[at] ? 'center' : 'left')
      return cell(
        widths[at]!,
        new Paragraph({ style: table.style.cell, alignment, children: children ?? plainRuns(text) }),
      )
    }),
  })
}

function cell(width: number, paragraph: Paragraph): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [paragraph],
  })
}

function height(table: RuledTable) {
  return table.rowHeight === undefined ? {} : { height: { value: table.rowHeight, rule: HeightRule.ATLEAST } }
}

function lines(text: string, width: number, character: number): number {
  const perLine = Math.max(1, (width - MARGIN.left - MARGIN.right) / character)
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / perLine)), 0)
}
