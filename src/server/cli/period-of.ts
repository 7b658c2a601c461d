import { dayAt, isDay, periodAround } from '#kernel/days.ts'
import { type CliContext, UsageError } from './command.ts'

/** --from and --to; without them, this calendar year to its end. */
export function periodOf(context: CliContext, now: Date): { from: string; to: string } {
  const year = periodAround(dayAt(now), 'year')
  const from = context.options.from ?? year.from
  const to = context.options.to ?? year.to
  for (const [name, day] of Object.entries({ from, to })) {
    if (typeof day !== 'string' || !isDay(day)) throw new UsageError(`--${name} 应为 2020-01-31 这样的日期`)
  }
  if (String(from) > String(to)) throw new UsageError('--from 晚于 --to')
  return { from: String(from), to: String(to) }
}

export const periodOptions = {
  from: { type: 'string', describe: '起始日 YYYY-MM-DD（默认本年 1 月 1 日）' },
  to: { type: 'string', describe: '截止日 YYYY-MM-DD（默认本年 12 月 31 日）' },
} as const
