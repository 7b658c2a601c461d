import { Timeline } from 'antd'
import { sayInstant } from '#kernel/web/days-said.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { PHOTO_ROLE_LABEL } from '#slices/ledger/schema.ts'
import { CASE_EVENT_LABEL } from '../event-schema.ts'
import type { CaseEvent, CaseFull } from '../view-schema.ts'
import { sayDeadline } from './say-due.ts'
import { timelineItems } from './timeline-items.ts'

/** All that happened to a problem, newest first: who, when, what was said, why, with which photos. */
export function CaseTimeline({ row }: { row: CaseFull }) {
  const t = useWords()
  const community = useCommunity()
  return (
    <Timeline
      className="history"
      items={timelineItems(row.events)
        .toReversed()
        .map((event) => ({
          key: event.version,
          content: (
            <article>
              <p className="history-head">
                <strong>{t(CASE_EVENT_LABEL[event.event] ?? '变更')}</strong> · {sayInstant(event.at)} · {event.by}
              </p>
              {more(event, t).map((line) => (
                <p key={line}>{line}</p>
              ))}
              {event.photos.length > 0 && (
                <ul className="photo-row">
                  {event.photos.map((photo) => (
                    <li key={`${photo.sha256}${photo.role}`}>
                      <a
                        href={community.api(`/cases/${row.id}/photos/${photo.sha256}`)}
                        target="_blank"
                        rel="noreferrer"
                      >
                        <img
                          src={community.api(`/cases/${row.id}/photos/${photo.sha256}/thumb`)}
                          alt={t('{role}照片', { role: t(PHOTO_ROLE_LABEL[photo.role]) })}
                        />
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </article>
          ),
        }))}
    />
  )
}

// Who it went to and until when, where that event decided it; then what was said and why.
function more(event: CaseEvent, t: Say): string[] {
  const until = (text: string) => (event.until === null ? '' : t(text, { day: event.until }))
  const due = event.dueAt === null ? '' : t('时限到 {day}', { day: sayDeadline(event.dueAt) })
  const decided: Record<string, string> = {
    'case.dispatched': [t('交给：{party}', { party: event.party || t('社区自行整改') }), due]
      .filter(Boolean)
      .join('，'),
    'case.extension-asked': until('申请延到 {day}'),
    'case.extension-granted': due,
    'case.extension-refused': due,
    'case.suspended': until('{day} 复核'),
    'case.resumed': due,
    'case.closed': until('{day} 回头看'),
    'case.self-closed': until('{day} 回头看'),
    'case.recheck-scheduled': until('{day} 回头看'),
    'case.sample-drawn': until('{day} 回头看'),
  }
  return [
    decided[event.event] ?? '',
    event.note,
    event.reason ? t('原因：{reason}', { reason: event.reason }) : '',
  ].filter(Boolean)
}
