import { z } from 'zod'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { EntryFilter } from './schema.ts'
import { sendCsv, sendDocx, sendXlsx } from './export-entries.ts'

const HOME = '/api/c/:community'
// A file is sent as it is made, so the route opens its own transaction and answers with the stream itself.
const file = { query: EntryFilter, access: ['export', 'ledger'], transaction: 'own', answer: z.any() } as const

export const exportRoutes: RouteSpec[] = [
  route({
    ...file,
    method: 'GET',
    path: `${HOME}/entries.xlsx`,
    summary: '把所列记录导出为 Excel 表格',
    run: sendXlsx,
  }),
  route({ ...file, method: 'GET', path: `${HOME}/entries.csv`, summary: '把所列记录导出为 CSV', run: sendCsv }),
  route({ ...file, method: 'GET', path: `${HOME}/entries.docx`, summary: '把所列记录打印成表(Word)', run: sendDocx }),
]
