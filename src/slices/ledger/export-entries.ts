import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { dayAt } from '#kernel/days.ts'
import type { Call } from '#kernel/node/route.ts'
import { MOST_PRINTED_ROWS, renderList } from '#kernel/node/office/list.ts'
import { writeCsv } from '#kernel/node/sheets/write-csv.ts'
import { writeXlsx } from '#kernel/node/sheets/write-xlsx.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { type ExportColumn, exportColumns } from './export-columns.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryFilter, EntryRow } from './schema.ts'
import { exportRows } from './store-export.ts'
import { readEveryKind } from './store-kinds.ts'
import { entryTotals } from './store-totals.ts'

type Export = Pick<Call<unknown, EntryFilter, unknown>, 'app' | 'reader' | 'query' | 'reply'>

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What the screen shows, as a workbook of one sheet; written while the rows arrive. */
export async function sendXlsx(call: Export): Promise<FastifyReply> {
  const { name, columns, period } = await describe(call)
  const title = `${name}${period && `（${period}）`}`
  const bytes = writeXlsx({ sheets: [{ name, title, columns, rows: cells(call, columns) }] })
  return named(call, name, 'xlsx').type(XLSX).send(Readable.from(bytes))
}

export async function sendCsv(call: Export): Promise<FastifyReply> {
  const { name, columns } = await describe(call)
  const bytes = writeCsv({ columns, rows: cells(call, columns) })
  return named(call, name, 'csv').type('text/csv; charset=utf-8').send(Readable.from(bytes))
}

/** The same as a list to print and sign; columns nobody filled are left out, so that the rest finds room. */
export async function sendDocx(call: Export): Promise<FastifyReply> {
  const { name, columns, kinds, period } = await describe(call)
  const { app, reader, query } = call
  const rows: EntryRow[] = []
  for await (const row of exportRows(app.db, reader, query)) {
    rows.push(row)
    // One more than can be printed: the list itself then says so.
    if (rows.length > MOST_PRINTED_ROWS) break
  }
  const totals = await app.db.asReader(reader, (tx) => entryTotals(tx, reader, kinds, query))
  const used = columns.filter(
    (column) => ['日期', '地点'].includes(column.header) || rows.some((row) => column.value(row)),
  )
  const bytes = await renderList({
    title: name,
    ...(period && { subtitle: period }),
    columns: used.map((column) => ({ header: column.header, align: column.type === 'text' ? 'left' : 'center' })),
    rows: rows.map((row) => used.map((column) => printed(column, row))),
    ...(rows.length > 0 && { total: used.map((column, index) => totalOf(column, index, query.kind, totals)) }),
    date: dayAt(app.now()),
  })
  return named(call, name, 'docx').type(DOCX).send(Buffer.from(bytes))
}

async function describe({ app, reader, query }: Export) {
  const kinds = await app.db.asReader(reader, (tx) => readEveryKind(tx))
  const kind: KindDef | undefined = kinds.find((candidate) => candidate.code === query.kind)
  const period = query.from || query.to ? `${query.from ?? '起初'} 至 ${query.to ?? '目前'}` : ''
  return { kinds, name: kind ? `${kind.label}台账` : '工作台账', columns: exportColumns(kind), period }
}

async function* cells({ app, reader, query }: Export, columns: ExportColumn[]): AsyncGenerator<unknown[]> {
  for await (const row of exportRows(app.db, reader, query)) yield columns.map((column) => column.value(row))
}

function printed(column: ExportColumn, row: EntryRow): string {
  const value = column.value(row) ?? ''
  return column.type === 'number' ? trimDecimal(value) : value
}

function totalOf(
  column: ExportColumn,
  index: number,
  kind: string | undefined,
  totals: { entries: number; measures: { kind: string; label: string; unit: string; amount: string }[] },
): string {
  if (index === 0) return `合计 ${totals.entries} 条`
  if (column.type !== 'number') return ''
  return totals.measures.find((m) => m.kind === kind && column.header === `${m.label}（${m.unit}）`)?.amount ?? ''
}

/** The Chinese name as RFC 5987 has it, and a plain one for clients that read no other. */
function named({ app, reply }: Export, name: string, extension: string): FastifyReply {
  const chinese = encodeURIComponent(`${name}-${dayAt(app.now())}.${extension}`)
  return reply
    .header('content-disposition', `attachment; filename="entries.${extension}"; filename*=UTF-8''${chinese}`)
    .header('cache-control', 'private, no-store')
}
