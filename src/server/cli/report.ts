import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { callerFolder } from '#server/settings.ts'
import { type CliCommand, UsageError } from './command.ts'
import { communityOf } from './community-of.ts'
import { periodOf, periodOptions } from './period-of.ts'

export const report: CliCommand = {
  name: 'report',
  usage:
    'report --community CODE [--outline annual|quarterly|monthly] [--from DAY] [--to DAY] [--issue] [--edition clean|draft] [--out FILE]',
  summary: '按提纲写出一份汇报（docx）',
  options: {
    community: { type: 'string', describe: '社区代码' },
    outline: { type: 'string', describe: '提纲代码（默认 annual 年度）' },
    title: { type: 'string', describe: '标题（默认用提纲的标题）' },
    issue: { type: 'boolean', describe: '同时定稿' },
    edition: { type: 'string', describe: 'clean 报送版（默认）或 draft 底稿' },
    out: { type: 'string', describe: '写到哪个文件（默认用汇报标题，放在当前文件夹）' },
    ...periodOptions,
  },
  run: async (context) => {
    const edition = context.options.edition ?? 'clean'
    if (edition !== 'clean' && edition !== 'draft') throw new UsageError('--edition 只能是 clean 或 draft')
    const app = await context.app()
    const reader = await communityOf(context, app)
    const { from, to } = periodOf(context, app.now())
    const outline = typeof context.options.outline === 'string' ? context.options.outline : 'annual'
    const title = typeof context.options.title === 'string' ? { title: context.options.title } : {}
    const made = await app.db.asReader(reader, async (tx) => {
      const call = { app, tx, reader }
      const created = await app.commands.run(call, 'report.create', { outline, from, to, ...title })
      const issued =
        context.options.issue === true ? await app.commands.run(call, 'report.issue', { id: created.id }) : null
      const paper = await app.commands.run(call, 'report.docx', { id: created.id, edition })
      return { ...created, issued, ...paper }
    })
    const out = typeof context.options.out === 'string' ? context.options.out : made.fileName
    const file = resolve(callerFolder(), out)
    await writeFile(file, made.bytes)
    const findings = [...(made.issued?.advice ?? []), ...(made.issued?.typed ?? [])]
    context.print(
      {
        id: made.id,
        title: made.title,
        file,
        edition,
        issued: made.issued !== null,
        position: made.issued?.position ?? null,
        findings,
      },
      `已写出《${made.title}》：${file}${made.issued ? `（已定稿，截至第 ${made.issued.position} 笔）` : '（草稿）'}`,
    )
    return findings.length > 0 ? 1 : 0
  },
}
