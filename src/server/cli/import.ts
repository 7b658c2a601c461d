import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { callerFolder } from '#server/settings.ts'
import { argument, type CliCommand, required, UsageError } from './command.ts'
import { communityOf } from './community-of.ts'
import { problems } from './problems.ts'

const WHY: Record<string, string> = { ENOENT: '没有这个文件', EISDIR: '这是一个文件夹', EACCES: '没有读取权限' }

export const importFile: CliCommand = {
  name: 'import',
  usage: 'import FILE --community CODE --year YEAR [--yes] [--dry-run]',
  summary: '导入台账工作簿（xlsx、xls、csv）',
  options: {
    community: { type: 'string', describe: '社区代码' },
    year: { type: 'string', describe: '台账年度，没有写年份的日期归入这一年' },
    yes: { type: 'boolean', describe: '不再询问，确认导入' },
    'dry-run': { type: 'boolean', describe: '只预览，不保存任何内容' },
  },
  run: async (context) => {
    const path = resolve(callerFolder(), argument(context, 0, 'FILE'))
    const year = Number(required(context, 'year'))
    if (!Number.isInteger(year) || year < 1990 || year > 2100) throw new UsageError('--year 应为四位年份')
    const dryRun = context.options['dry-run'] === true
    if (!dryRun && context.options.yes !== true)
      throw new UsageError('导入会写入台账：确认请加 --yes，只预览请加 --dry-run')
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw problems['file.unreadable']({ path, why: WHY[error.code ?? ''] ?? error.code ?? error.message })
    })
    const app = await context.app()
    const reader = await communityOf(context, app)
    const result = await app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'import.run', { bytes, fileName: basename(path), year, dryRun }),
    )
    const lines = result.findings.map((f) => `${f.sheet} ${f.cell}：${f.message}`)
    const { accepted, corrected, unchanged } = result
    const findings = result.findings.map(({ sheet, cell, code, message }) => ({ sheet, cell, code, message }))
    context.print(
      { accepted, corrected, unchanged, findings },
      [`新记 ${accepted}，更正 ${corrected}，未变 ${unchanged}，需查看 ${findings.length}`, ...lines].join('\n'),
    )
    return findings.length > 0 ? 1 : 0
  },
}
