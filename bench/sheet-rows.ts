import { addDays } from '#kernel/days.ts'
import type { WrittenColumn } from '#kernel/node/sheets/written-table.ts'

export const ROWS = 100_000

export const COLUMNS: WrittenColumn[] = [
  { header: '序号', type: 'number' },
  { header: '日期', type: 'day' },
  { header: '类别' },
  { header: '地点' },
  { header: '具体位置' },
  { header: '内容' },
  { header: '处数', type: 'number' },
  { header: '吨数', type: 'number' },
  { header: '参加人次', type: 'number' },
  { header: '单位' },
  { header: '状态' },
  { header: '编号', type: 'text' },
]

/** A ledger as offices keep it: twelve columns, none blank, half of them words. */
export function* sheetRows(): Generator<unknown[]> {
  for (let at = 1; at <= ROWS; at++) yield rowAt(at)
}

function rowAt(at: number): unknown[] {
  return [
    at,
    addDays('2024-01-01', at % 1096),
    KINDS[at % KINDS.length],
    `楼院${at % 61}号`,
    `${1 + (at % 9)}号楼${1 + (at % 4)}单元`,
    `清理楼道杂物第${at}处，居民配合`,
    at % 7,
    `${(at % 300) / 100}`,
    3 + (at % 40),
    `单位${at % 12}`,
    at % 5 === 0 ? '未整改' : '已整改',
    `TZ-${at}`,
  ]
}

const KINDS = ['环境整治', '周五整治', '公益广告巡查', '志愿服务', '入户走访']
