import { BorderStyle, HeightRule, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow } from 'docx'
import { VerticalAlign, WidthType } from 'docx'
import { plainRuns } from './figure-runs.ts'
import type { NoticeDuty } from './notice-board-model.ts'
import { NOTICE, NOTICE_WIDTH } from './notice-board-styles.ts'
import { printableLine } from './printable.ts'
import { textWidth } from './text-width.ts'

const LINE = { style: BorderStyle.SINGLE, size: 8, color: 'B00000' }
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE }
/** Heights of rows, in twips. */
const FACT_ROW = 640
const TALLEST_ROW = 1200
/** With nobody named yet, lines to write on. */
const BLANK_ROWS = 3
/** More people than this stand in two columns. */
const ONE_COLUMN = 6

type Fact = { label: string; value: string }

/** 所属网格, 包抓单位, 户数 …: two to a row, a long value alone on its row. */
export function factRows(facts: Fact[]): Fact[][] {
  const rows: Fact[][] = []
  for (const fact of facts) {
    const last = rows.at(-1)
    const short = textWidth(fact.value) <= 13
    if (last?.length === 1 && short && textWidth(last[0]!.value) <= 13) last.push(fact)
    else rows.push([fact])
  }
  return rows
}

export function factTable(rows: Fact[][], room: number): { table: Table; height: number } {
  const height = Math.min(FACT_ROW, Math.floor(room / rows.length))
  const widths = shares([3, 7, 3, 7])
  const cells = rows.map((row) => {
    const span = row.length === 1 ? 3 : 1
    const wide = row.length === 1 ? widths[1]! + widths[2]! + widths[3]! : widths[1]!
    const pair = row.flatMap((fact, at) => [
      cell(NOTICE.label, fact.label, widths[at * 2]!, height),
      cell(NOTICE.value, fact.value, wide, height, span),
    ])
    return tableRow(pair, height)
  })
  return { table: table(widths, cells), height: height * rows.length }
}

/** 职务, 姓名, 联系电话; rows share the height that the facts leave. `height` is that of the whole table. */
export function dutyTable(duties: NoticeDuty[], room: number): { table: Table; height: number } {
  const twice = duties.length > ONE_COLUMN
  const withPhone = duties.length === 0 || duties.some((duty) => printableLine(duty.phone ?? '') !== '')
  const heads = withPhone ? ['职务', '姓名', '联系电话'] : ['职务', '姓名']
  const share = withPhone ? [4, 3, 5] : [4, 4]
  const widths = shares(twice ? [...share, ...share] : share)
  const count = twice ? Math.ceil(duties.length / 2) : duties.length || BLANK_ROWS
  const height = Math.min(TALLEST_ROW, Math.floor(room / (count + 1)))
  const texts = (duty: NoticeDuty | undefined) =>
    [duty?.role ?? '', duty?.name ?? '', duty?.phone ?? ''].slice(0, heads.length)
  const header = [...heads, ...(twice ? heads : [])].map((text, at) => cell(NOTICE.label, text, widths[at]!, height))
  const body = Array.from({ length: count }, (_, at) => {
    const row = [...texts(duties[at]), ...(twice ? texts(duties[at + count]) : [])]
    return tableRow(
      row.map((text, column) => cell(NOTICE.value, text, widths[column]!, height)),
      height,
    )
  })
  return { table: table(widths, [tableRow(header, height), ...body]), height: height * (count + 1) }
}

function shares(parts: number[]): number[] {
  const sum = parts.reduce((all, part) => all + part, 0)
  return parts.map((part) => Math.floor((part / sum) * NOTICE_WIDTH))
}

function table(columnWidths: number[], rows: TableRow[]): Table {
  const width = { size: columnWidths.reduce((all, one) => all + one, 0), type: WidthType.DXA }
  return new Table({ width, columnWidths, layout: TableLayoutType.FIXED, borders: BORDERS, rows })
}

function tableRow(children: TableCell[], height: number): TableRow {
  return new TableRow({ cantSplit: true, height: { value: height, rule: HeightRule.EXACT }, children })
}

/** Text as large as its cell allows, up to 26 pt, so that a board never runs over its page. */
function cell(style: string, text: string, width: number, height: number, columnSpan = 1): TableCell {
  const line = printableLine(text)
  const points = fitting(textWidth(line), width - 240, height - 60)
  const spacing = { line: Math.round(points * 26), lineRule: LineRuleType.EXACT }
  return new TableCell({
    columnSpan,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [new Paragraph({ style, spacing, children: plainRuns(line, { size: points * 2 }) })],
  })
}

/** The largest type, in points, in which `squares` characters fit into a box of twips; 7 is the smallest. */
export function fitting(squares: number, width: number, height: number, largest = 26): number {
  for (let points = largest; points > 7; points--) {
    const lines = Math.ceil((squares * points * 20) / width)
    if (lines * points * 26 <= height) return points
  }
  return 7
}
