import { Readable } from 'node:stream'
import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { renderGongwen } from '#kernel/node/office/gongwen.ts'
import { MOST_PRINTED_ROWS, renderList } from '#kernel/node/office/list.ts'
import { type Call, type RouteSpec, route } from '#kernel/node/route.ts'
import { writeCsv } from '#kernel/node/sheets/write-csv.ts'
import { writeXlsx } from '#kernel/node/sheets/write-xlsx.ts'
import { beforeAndAfter } from './before-after.ts'
import { CaseFilter } from './list-schema.ts'
import { sendFile } from './send-file.ts'
import { threeListPage, threeListRows } from './store-three-lists.ts'
import {
  ListOf,
  THREE_LIST_COLUMNS,
  THREE_LIST_LABEL,
  type ThreeList,
  ThreeListPage,
  ThreeListQuery,
} from './three-list-schema.ts'

const HOME = '/api/c/:community/cases/lists/:list'
const CENTRED = new Set([
  '点位类型',
  '程度',
  '来源',
  '发现日期',
  '照片',
  '状态',
  '交办日期',
  '整改时限',
  '进度',
  '销号日期',
])

type Export = Pick<Call<{ list: ThreeList }, CaseFilter, unknown>, 'app' | 'reader' | 'params' | 'query' | 'reply'>

// A file is sent as it is made, so the route opens its own transactions and answers with the stream itself.
const file = {
  params: ListOf,
  query: CaseFilter,
  access: ['export', 'cases'],
  transaction: 'own',
  answer: z.any(),
} as const

const nameOf = ({ app, params }: Export): string => `${THREE_LIST_LABEL[params.list]}-${dayAt(app.now())}`
const columnsOf = ({ params }: Export) => THREE_LIST_COLUMNS[params.list].map((header) => ({ header }))

async function* cells({ app, reader, params, query }: Export): AsyncGenerator<string[]> {
  for await (const row of threeListRows(app.db, reader, params.list, query, app.now())) yield row.cells
}

export const threeListRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'cases'],
    summary: '问题清单、责任清单、整改清单：同一批问题的三种看法',
    params: ListOf,
    query: ThreeListQuery,
    answer: ThreeListPage,
    run: ({ app, tx, reader, params, query }) => threeListPage(tx, reader, params.list, query, app.now()),
  }),
  route({
    ...file,
    method: 'GET',
    path: `${HOME}/list.xlsx`,
    summary: '清单导出为 Excel 表格',
    run: (call) => {
      const title = THREE_LIST_LABEL[call.params.list]
      const bytes = writeXlsx({ sheets: [{ name: title, title, columns: columnsOf(call), rows: cells(call) }] })
      return sendFile(call.reply, Readable.from(bytes), 'xlsx', nameOf(call), 'list')
    },
  }),
  route({
    ...file,
    method: 'GET',
    path: `${HOME}/list.csv`,
    summary: '清单导出为 CSV',
    run: (call) => {
      const bytes = writeCsv({ columns: columnsOf(call), rows: cells(call) })
      return sendFile(call.reply, Readable.from(bytes), 'csv', nameOf(call), 'list')
    },
  }),
  route({
    ...file,
    method: 'GET',
    path: `${HOME}/list.docx`,
    summary: '清单打印成表（Word）',
    run: async (call) => {
      const rows: string[][] = []
      for await (const row of cells(call)) {
        rows.push(row)
        // One more than can be printed: the list itself then says so.
        if (rows.length > MOST_PRINTED_ROWS) break
      }
      const columns = columnsOf(call).map(({ header }) => ({
        header,
        align: CENTRED.has(header) ? ('center' as const) : ('left' as const),
      }))
      const title = THREE_LIST_LABEL[call.params.list]
      const bytes = await renderList({ title, columns, rows, date: dayAt(call.app.now()) })
      return sendFile(call.reply, bytes, 'docx', nameOf(call), 'list')
    },
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/cases/before-after.docx',
    access: ['export', 'cases'],
    summary: '整改前后对比表（Word）',
    query: CaseFilter,
    transaction: 'own',
    answer: z.any(),
    run: async ({ app, reader, query, reply }) => {
      const sheet = await app.db.asReader(reader, (tx) => beforeAndAfter({ app, tx, reader }, query))
      const bytes = await renderGongwen(sheet)
      return sendFile(reply, bytes, 'docx', `整改前后对比表-${dayAt(app.now())}`, 'before-after')
    },
  }),
]
