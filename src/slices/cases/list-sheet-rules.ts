import { foldKey } from '#kernel/fold-text.ts'
import type { Row, Sheet } from '#kernel/workbook.ts'
import type { ListedProblem } from './paste-rules.ts'

/** What columns of a superior's list are called. The first that fits counts; longer names before shorter ones. */
const COLUMNS = {
  issue:
    '存在问题 存在的问题 问题描述 问题内容 具体问题 问题情况 反映内容 诉求内容 主要诉求 主要内容 扣分原因 工单内容 问题',
  where: '点位名称 问题点位 问题地点 发生地址 发生地点 事发地址 点位 地点 地址 小区 路段 位置',
  locus: '具体位置 详细地址 具体地址 具体点位',
  party: '责任单位 整改责任单位 责任部门 承办单位 整改单位 牵头单位 责任人',
  due: '整改时限 办结时限 完成时限 完成时间 整改期限 办理时限 限办时间 截止日期 时限 期限',
  ref: '工单编号 工单号 问题编号 交办编号 编号',
} as const
type Column = keyof typeof COLUMNS

/** A heading stands within so many rows; above it are a title and who sent it. */
const HEADER_WITHIN = 12

export interface ReadSheet {
  sheet: string
  items: (ListedProblem & { ref: string })[]
  /** Column → what its heading says, for the clerk to see. */
  columns: Partial<Record<Column, string>>
}

/** The problems a sheet lists; null when no row of it is the heading of such a list. */
export function readListSheet(sheet: Sheet): ReadSheet | null {
  const header = sheet.rows.slice(0, HEADER_WITHIN).find((row) => columnsIn(row).has('issue'))
  if (!header) return null
  const columns = columnsIn(header)
  const textOf = (row: Row, column: Column): string => {
    const col = columns.get(column)?.col
    const cell = row.cells.find((each) => each.col === col)
    // A date is shown in whatever format its cell has; the day itself can be read.
    return (column === 'due' ? cell?.day : undefined) ?? cell?.text.trim() ?? ''
  }
  const items: ReadSheet['items'] = []
  let where = ''
  for (const row of sheet.rows.filter(({ number }) => number > header.number)) {
    // One cell over several rows names the place of all of them; blank ones below mean the same.
    where = textOf(row, 'where') || where
    const issue = textOf(row, 'issue')
    if (issue === '' || columnsIn(row).has('issue')) continue
    const locus = textOf(row, 'locus')
    items.push({
      line: row.number,
      where: [where, locus].filter(Boolean).join(' '),
      issue,
      party: textOf(row, 'party'),
      due: textOf(row, 'due'),
      ref: textOf(row, 'ref'),
    })
  }
  return { sheet: sheet.name, items, columns: Object.fromEntries([...columns].map(([key, { text }]) => [key, text])) }
}

function columnsIn(row: Row): Map<Column, { col: number; text: string }> {
  const found = new Map<Column, { col: number; text: string }>()
  for (const column of Object.keys(COLUMNS) as Column[]) {
    for (const name of COLUMNS[column].split(' ')) {
      const cell = row.cells.find(
        ({ text, col }) => isNamed(text, name) && ![...found.values()].some((one) => one.col === col),
      )
      if (!cell) continue
      found.set(column, { col: cell.col, text: cell.text.trim() })
      break
    }
  }
  return found
}

/** 问题描述（必填） is 问题描述; 问题数量 is no 问题. */
function isNamed(text: string, name: string): boolean {
  const key = foldKey(text)
    .replace(/[(（].*$/, '')
    .replace(/[*:：]/g, '')
  return key === name
}
