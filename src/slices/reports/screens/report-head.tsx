import type { ReactNode } from 'react'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { sayPeriod } from './say-period.ts'
import type { ReportFull } from '../schema.ts'
import { StateTag } from './state-tag.tsx'

interface ReportHeadProps {
  report: ReportFull
  title?: string
  /** Right of the state: whether it is saved, who issued it. */
  more?: ReactNode
  actions: ReactNode
}

export function ReportHead({ report, title, more, actions }: ReportHeadProps) {
  const t = useWords()
  const community = useCommunity()
  return (
    <PageHead
      title={title ?? report.title}
      back={{ href: community.href('/reports'), label: t('汇报') }}
      hint={
        <span className="report-hint">
          <StateTag state={report.state} />
          <span>{t('汇报时段：{period}', { period: sayPeriod(report) })}</span>
          <span>{t('起草人：{name}', { name: report.authorName || '—' })}</span>
          {more}
        </span>
      }
      actions={actions}
    />
  )
}
