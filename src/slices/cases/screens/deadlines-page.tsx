import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { CalendarDays } from './calendar-days.tsx'
import { LimitTable } from './limit-table.tsx'
import { OfficeHoursForm } from './office-hours-form.tsx'
import { SuperviseRuleForm } from './supervise-rule-form.tsx'
import './cases.css'

/** How long a fix may take, and which days and hours are counted. */
export default function DeadlinesPage() {
  const t = useWords()
  const community = useCommunity()
  return (
    <>
      <PageHead
        title={t('整改时限和日历')}
        hint={t('改动从下一次交办起算，已经交办的问题仍按原来的时限。每次改动都留有记录。')}
        back={{ href: community.href('/settings'), label: t('设置') }}
      />
      <LimitTable />
      {community.can('read', 'settings') && <OfficeHoursForm />}
      {community.can('read', 'settings') && <SuperviseRuleForm />}
      <CalendarDays />
    </>
  )
}
