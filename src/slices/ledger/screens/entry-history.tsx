import { useQuery } from '@tanstack/react-query'
import { Timeline } from 'antd'
import { api } from '#kernel/web/api.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { EntryHistoryItem } from '../schema.ts'

/** What became of a record: who, when, why, and field by field what changed; newest first. */
export function EntryHistory({ entryId }: { entryId: string }) {
  const t = useWords()
  const path = useCommunity().api(`/entries/${entryId}/history`)
  const answer = useQuery({ queryKey: [path], queryFn: () => api.get<{ rows: EntryHistoryItem[] }>(path) })
  if (answer.isError) return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Loading rows={2} />
  return (
    <Timeline
      className="history"
      items={answer.data.rows.toReversed().map((item) => ({
        key: item.version,
        content: (
          <article>
            <p className="history-head">
              <strong>{eventWord(item, t)}</strong> · {sayInstant(item.at)} · {item.who}
            </p>
            {item.reason !== '' && !onlyPhotos(item) && <p>{t('原因：{reason}', { reason: item.reason })}</p>}
            <ul>
              {item.changes.map((change) => (
                <li key={change.field}>
                  {t(change.label)}：<del>{change.before || t('（空）')}</del> →{' '}
                  <ins>{change.after || t('（空）')}</ins>
                </li>
              ))}
            </ul>
          </article>
        ),
      }))}
    />
  )
}

// Photos are sent after the record they belong to; that is no correction of anything.
const onlyPhotos = (item: EntryHistoryItem): boolean =>
  item.event === 'entry.corrected' &&
  item.reason === '补充照片' &&
  item.changes.every((change) => change.field === 'photos')

function eventWord(item: EntryHistoryItem, t: Say): string {
  if (onlyPhotos(item)) return t('补充照片')
  return { 'entry.recorded': t('登记'), 'entry.corrected': t('更正'), 'entry.withdrawn': t('撤回') }[item.event]
}
