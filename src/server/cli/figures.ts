import { printFigure, trimDecimal } from '#kernel/print-figure.ts'
import type { CliCommand } from './command.ts'
import { communityOf } from './community-of.ts'
import { periodOf, periodOptions } from './period-of.ts'

export const figures: CliCommand = {
  name: 'figures',
  usage: 'figures --community CODE [--from DAY] [--to DAY]',
  summary: '某一时期的全部数字',
  options: { community: { type: 'string', describe: '社区代码' }, ...periodOptions },
  run: async (context) => {
    const app = await context.app()
    const reader = await communityOf(context, app)
    const period = periodOf(context, app.now())
    const rows = await app.db.asReader(reader, async (tx) => {
      const defs = await app.figures.defs(tx, reader)
      const answers = await app.figures.answerAll(
        tx,
        reader,
        defs.map((def) => ({ def, scope: period })),
      )
      return defs.map((def, index) => {
        const { value, unit, count } = answers[index]!
        return {
          key: def.key,
          label: def.label,
          value: value === null ? null : Number(trimDecimal(value)),
          unit,
          printed: printFigure(value, unit, def.print, def.hedge),
          count,
        }
      })
    })
    context.print(
      rows,
      rows
        .map((row) => `${row.key}\t${row.label}\t${row.printed}\t(${row.value ?? '—'}${row.unit}, ${row.count} 条记录)`)
        .join('\n'),
    )
    return 0
  },
}
