import { trimDecimal } from '#kernel/print-figure.ts'
import { problems } from '#slices/ledger/problems.ts'
import { argument, type CliCommand } from './command.ts'
import { communityOf } from './community-of.ts'
import { periodOf, periodOptions } from './period-of.ts'

/** Records read at a time. */
const PAGE = 1_000

export const trace: CliCommand = {
  name: 'trace',
  usage: 'trace KEY --community CODE [--from DAY] [--to DAY]',
  summary: '一个数字背后的每一条记录',
  options: { community: { type: 'string', describe: '社区代码' }, ...periodOptions },
  run: async (context) => {
    const key = argument(context, 0, 'KEY')
    const app = await context.app()
    const reader = await communityOf(context, app)
    const period = periodOf(context, app.now())
    const rows = await app.db.asReader(reader, async (tx) => {
      const def = (await app.figures.defs(tx, reader)).find((candidate) => candidate.key === key)
      if (!def) throw problems['figure.unknown']({ key })
      const all = []
      for (let offset = 0; ; offset += PAGE) {
        const page = await app.figures.evidence(tx, reader, def, period, { offset, limit: PAGE })
        all.push(
          ...page.rows.map((row) => ({ ...row, amount: row.amount === null ? null : Number(trimDecimal(row.amount)) })),
        )
        if (offset + PAGE >= page.total) return all
      }
    })
    context.print(
      rows,
      rows
        .map((row) =>
          [row.day ?? '', row.place, row.title, row.amount === null ? '' : `${row.amount}${row.unit}`].join('\t'),
        )
        .join('\n'),
    )
    return 0
  },
}
