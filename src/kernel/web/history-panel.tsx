import { useQuery } from '@tanstack/react-query'
import { Timeline } from 'antd'
import type { HistoryItem } from '#kernel/history-item.ts'
import { api } from './api.ts'
import { sayInstant } from './days-said.ts'
import { Loading } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { useWords } from './words.ts'

interface HistoryWords {
  /** Names of the parts of a body: { name: '名称' }; parts without one are not shown. */
  labels: Record<string, string>
  /** How a value is written, where text will not do (an id as a name). */
  sayValue?: (key: string, value: unknown) => string | undefined
}

/** The history of one thing, fetched: `path` is a full API path that answers HistoryItem[], newest first. */
export function HistoryPanel({ path, ...words }: HistoryWords & { path: string }) {
  const answer = useQuery({
    queryKey: [path],
    queryFn: () => api.get<HistoryItem[]>(path),
  })
  if (answer.isError) return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Loading rows={2} />
  return <HistoryList items={answer.data} {...words} />
}

/** Who changed what, when and why, newest first. */
export function HistoryList({ items, labels, sayValue }: HistoryWords & { items: readonly HistoryItem[] }) {
  const t = useWords()
  const said = (key: string, value: unknown): string => {
    const own = sayValue?.(key, value)
    if (own !== undefined) return own
    if (value === null || value === undefined || value === '') return t('（空）')
    if (typeof value === 'boolean') return value ? t('是') : t('否')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return (
    <Timeline
      className="history"
      items={items.map((item, at) => ({
        key: item.position,
        content: (
          <article>
            <p className="history-head">
              <strong>{eventWord(item.event, t)}</strong> · {sayInstant(item.at)} · {item.by}
            </p>
            {item.reason && <p>{t('原因：{reason}', { reason: item.reason })}</p>}
            <ul>
              {changes(item.body, items[at + 1]?.body, labels).map((change) => (
                <li key={change.key}>
                  {change.label}：{change.fresh ? null : <del>{said(change.key, change.before)}</del>}
                  {change.fresh ? null : ' → '}
                  <ins>{said(change.key, change.after)}</ins>
                </li>
              ))}
            </ul>
          </article>
        ),
      }))}
    />
  )
}

interface Change {
  key: string
  label: string
  before: unknown
  after: unknown
  fresh: boolean
}

function changes(
  after: Record<string, unknown>,
  before: Record<string, unknown> | undefined,
  labels: Record<string, string>,
): Change[] {
  const now = flat(after)
  const then = before ? flat(before) : {}
  return Object.keys({ ...then, ...now })
    .filter((key) => labels[key] !== undefined && JSON.stringify(now[key]) !== JSON.stringify(then[key]))
    .filter((key) => before !== undefined || !isEmpty(now[key]))
    .map((key) => ({ key, label: labels[key]!, before: then[key], after: now[key], fresh: before === undefined }))
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

// attrs are opened one level, so that one changed attribute reads as one change.
function flat(body: Record<string, unknown>): Record<string, unknown> {
  const { attrs, ...rest } = body
  const inner = Object.entries((attrs ?? {}) as Record<string, unknown>).map(([key, value]) => [`attrs.${key}`, value])
  return { ...rest, ...Object.fromEntries(inner) }
}

function eventWord(event: string, t: (text: string) => string): string {
  const what = event.split('.')[1] ?? ''
  const words: Record<string, string> = {
    added: t('新登记'),
    recorded: t('新登记'),
    stated: t('新登记'),
    corrected: t('作了更正'),
    closed: t('停用了'),
    ended: t('结束'),
    moved: t('移动'),
    removed: t('拆除'),
    withdrawn: t('撤回'),
    erased: t('清除个人信息'),
  }
  return words[what] ?? t('变更')
}
