import { sayInstant } from '#kernel/web/days-said.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportEvent } from '../../schema.ts'

const EVENT_LABEL: Record<string, string> = {
  'report.created': '起草',
  'report.submitted': '提交审核',
  'report.returned': '退回修改',
  'report.issued': '定稿',
  'report.withdrawn': '作废',
}

/** What was done with the report, by whom and when; the note of a return stands out. */
export function EventsList({ events }: { events: readonly ReportEvent[] }) {
  const t = useWords()
  return (
    <ol className="plain-list events">
      {events.toReversed().map((one) => (
        <li key={`${one.event}${one.at}`}>
          <div className="line">
            <strong>{t(EVENT_LABEL[one.event] ?? '变更')}</strong>
            <span className="quiet number">{`${one.name} ${sayInstant(one.at)}`}</span>
          </div>
          {one.note !== '' && <p className="wrap">{one.note}</p>}
        </li>
      ))}
    </ol>
  )
}
