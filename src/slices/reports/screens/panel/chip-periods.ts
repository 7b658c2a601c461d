import type { FigurePeriod } from '#kernel/figure.ts'
import { type NamedPeriod, periodOfSlot } from '../../period.ts'

/** The periods a sentence may have of its own; 'report' follows the report, 'own' is any two days. */
export const CHIP_PERIODS = ['report', 'month', 'quarter', 'year', 'to-date', 'last', 'last-year', 'own'] as const
export type ChipPeriod = (typeof CHIP_PERIODS)[number]

export const CHIP_PERIOD_LABEL: Record<ChipPeriod, string> = {
  report: '随汇报时段',
  month: '本月',
  quarter: '本季度',
  year: '全年',
  'to-date': '截至目前（当年累计）',
  last: '上期',
  'last-year': '上年同期',
  own: '自定时段',
}

interface OwnPeriod {
  from: string | null
  to: string | null
}

/** Which of the names a chip's days go by, reckoned from the report's period. */
export function nameOfPeriod(own: OwnPeriod, report: FigurePeriod): ChipPeriod {
  if (own.from === null && own.to === null) return 'report'
  const named = CHIP_PERIODS.find((name) => {
    if (name === 'report' || name === 'own') return false
    const period = periodOfSlot(name satisfies NamedPeriod, report)
    return period?.from === own.from && period?.to === own.to
  })
  return named ?? 'own'
}

/** The days of a name; for 'own' the days that stand there now, to begin with. */
export function periodOfName(name: ChipPeriod, own: OwnPeriod, report: FigurePeriod): OwnPeriod {
  if (name === 'own') return { from: own.from ?? report.from, to: own.to ?? report.to }
  return periodOfSlot(name, report) ?? { from: null, to: null }
}
