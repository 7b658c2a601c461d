import { Document, type ISectionOptions, Paragraph } from 'docx'
import { columnNeeds } from './column-widths.ts'
import { plainRuns } from './figure-runs.ts'
import type { Column } from './gongwen-model.ts'
import { CHARACTER_IN_LIST, LIST_STYLE, LIST_STYLES } from './list-styles.ts'
import { listFooter, signLine } from './list-footer.ts'
import { pack } from './pack.ts'
import { printable, printableLine } from './printable.ts'
import { officeProblems } from './problems.ts'
import { ruledTable } from './ruled-table.ts'

/** About 400 pages; beyond that a workbook serves better and the file would no longer open in a moment. */
export const MOST_PRINTED_ROWS = 10_000

/** In twips, as all measures here. */
const A4 = { width: 11906, height: 16838 }
/** 20 mm. */
const EDGE = 1134
/** Squares (full-width characters) a column may ask for; longer remarks wrap. */
const ON_ONE_LINE = 10

export interface PrintedList {
  title: string
  /** Unit and period, under the title. */
  subtitle?: string
  columns: Column[]
  rows: string[][]
  total?: string[]
  /** Without one, lists too wide for upright paper are printed across. */
  orientation?: 'portrait' | 'landscape'
  /** 序号 as the first column; on unless the columns bring their own. */
  numbered?: boolean
  filledBy?: string
  reviewedBy?: string
  date?: string
  /** Who signs below the table, such as 移交人, 接收人: each gets a line. */
  signers?: string[]
}

/**
 * A ledger list for paper (.docx, A4): heading row on every page, rows numbered and whole, and at the foot of every
 * page 填表人, 审核人, 日期 — blanks to sign where no name is given — and 第 x 页 共 y 页.
 * @throws print.too_long, print.no_columns
 */
export async function renderList(list: PrintedList): Promise<Uint8Array> {
  if (list.columns.length === 0) throw officeProblems['print.no_columns']()
  if (list.rows.length > MOST_PRINTED_ROWS) {
    throw officeProblems['print.too_long']({ rows: list.rows.length, most: MOST_PRINTED_ROWS })
  }
  const { columns, rows, total } = numbered(list)
  const landscape = (list.orientation ?? fitting(columns, rows)) === 'landscape'
  const page = landscape ? { width: A4.height, height: A4.width } : A4
  const width = page.width - 2 * EDGE
  const table = ruledTable({
    width,
    columns,
    rows: rows.map((row) => row.map((text) => ({ text: printable(text) }))),
    total: total?.map(printable),
    style: { cell: LIST_STYLE.cell, head: LIST_STYLE.head },
    character: CHARACTER_IN_LIST,
    rowHeight: 440,
  })
  const section: ISectionOptions = {
    properties: {
      page: {
        // The library swaps the sides itself when told that the page lies across.
        size: { ...A4, orientation: landscape ? 'landscape' : 'portrait' },
        margin: { top: EDGE, bottom: EDGE + 340, left: EDGE, right: EDGE, header: 567, footer: 680 },
      },
    },
    footers: { default: listFooter(list, width) },
    children: [
      new Paragraph({ style: LIST_STYLE.title, children: plainRuns(printableLine(list.title)) }),
      ...(list.subtitle
        ? [new Paragraph({ style: LIST_STYLE.subtitle, children: plainRuns(printableLine(list.subtitle)) })]
        : []),
      table,
      new Paragraph({ style: LIST_STYLE.end, children: rows.length === 0 ? plainRuns('（无记录）') : [] }),
      ...(list.signers ?? []).map((signer) => new Paragraph({ style: LIST_STYLE.sign, children: signLine(signer) })),
    ],
  }
  return pack(new Document({ sections: [section] }), LIST_STYLES, { title: list.title, asOf: list.date })
}

function numbered(list: PrintedList): Pick<PrintedList, 'columns' | 'rows' | 'total'> {
  const own = printableLine(list.columns[0]!.header) === '序号'
  if (own || list.numbered === false) return list
  const shared = list.columns.reduce((sum, column) => sum + (column.width ?? Number.NaN), 0)
  return {
    columns: [{ header: '序号', align: 'center', ...(shared && { width: shared / 14 }) }, ...list.columns],
    rows: list.rows.map((row, at) => [String(at + 1), ...row]),
    ...(list.total && { total: ['', ...list.total] }),
  }
}

/** Upright when every column finds the room it needs there; long remarks may wrap. */
function fitting(columns: Column[], rows: string[][]): 'portrait' | 'landscape' {
  const needed = columnNeeds(columns, rows, CHARACTER_IN_LIST, ON_ONE_LINE).reduce((sum, need) => sum + need, 0)
  return needed > A4.width - 2 * EDGE ? 'landscape' : 'portrait'
}
