import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { App } from '#kernel/node/app.ts'
import { writeXlsx } from '#kernel/node/sheets/write-xlsx.ts'
import type { Reader } from '#kernel/reader.ts'
import { exportFacts, exportNames } from '#server/export/store-facts.ts'
import { registerSheets } from '#server/export/store-register-sheets.ts'
import { callerFolder } from '#server/settings.ts'
import { exportColumns } from '#slices/ledger/export-columns.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import { exportRows } from '#slices/ledger/store-export.ts'
import { type CliCommand, required, UsageError } from './command.ts'
import { communityOf } from './community-of.ts'

export const exportAll: CliCommand = {
  name: 'export',
  usage: 'export --community CODE --out FILE.xlsx|FILE.json',
  summary: '导出一个社区的全部登记簿和台账',
  options: {
    community: { type: 'string', describe: '社区代码' },
    out: { type: 'string', describe: '写到哪个文件：.xlsx 每类一张表，.json 含全部内容和编号' },
  },
  run: async (context) => {
    const file = resolve(callerFolder(), required(context, 'out'))
    const kind = /\.(xlsx|json)$/i.exec(file)?.[1]?.toLowerCase()
    if (!kind) throw new UsageError('--out 应以 .xlsx 或 .json 结尾')
    const app = await context.app()
    const reader = await communityOf(context, app)
    const counted = kind === 'json' ? await asJson(app, reader, file) : await asXlsx(app, reader, file)
    context.print(
      { file, ...counted },
      `已导出到 ${file}：${Object.entries(counted)
        .map(([what, n]) => `${what} ${n}`)
        .join('，')}。`,
    )
    return 0
  },
}

async function asJson(app: App, reader: Reader, file: string): Promise<Record<string, number>> {
  const made = await app.db.asReader(reader, async (tx) => ({
    product: 'yibenzhang',
    format: 1,
    madeAt: app.now().toISOString(),
    names: await exportNames(tx, reader),
    objects: await exportFacts(tx, reader),
  }))
  await writeFile(file, JSON.stringify(made, null, 1))
  return { objects: made.objects.length }
}

async function asXlsx(app: App, reader: Reader, file: string): Promise<Record<string, number>> {
  const { kinds, registers } = await app.db.asReader(reader, async (tx) => ({
    kinds: await app.commands.run({ app, tx, reader }, 'kind.all', {}),
    registers: await registerSheets(tx, reader),
  }))
  const counted: Record<string, number> = {}
  const ledgers = kinds.map((kind) => ledgerSheet(app, reader, kind, counted))
  const sheets = [...registers.map(({ rows, ...sheet }) => ({ ...sheet, rows: each(rows) })), ...ledgers]
  for (const { name, rows } of registers) counted[name] = rows.length
  await pipeline(Readable.from(writeXlsx({ sheets })), createWriteStream(file))
  return counted
}

function ledgerSheet(app: App, reader: Reader, kind: KindDef, counted: Record<string, number>) {
  const columns = exportColumns(kind)
  async function* rows(): AsyncGenerator<unknown[]> {
    for await (const row of exportRows(app.db, reader, { kind: kind.code })) {
      counted[kind.label] = (counted[kind.label] ?? 0) + 1
      yield columns.map((column) => column.value(row))
    }
  }
  return { name: kind.label, columns, rows: rows() }
}

async function* each(rows: unknown[][]): AsyncGenerator<unknown[]> {
  yield* rows
}
