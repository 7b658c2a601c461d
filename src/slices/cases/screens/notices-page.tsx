import { Button } from 'antd'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { NOTICE_KIND_LABEL, NOTICE_KINDS } from '../notice-rules.ts'
import type { Notice, NoticeList } from '../notice-schema.ts'
import { dueMark } from './due-mark.tsx'
import { StateMark } from './state-mark.tsx'
import './cases.css'

/** One digest a day: what is late, what runs out, what waits for one's word. */
export default function NoticesPage() {
  const t = useWords()
  const answer = useOne<NoticeList>('/notices')
  return (
    <>
      <PageHead title={t('提醒')} hint={t('每个工作日早上最多一条：超期的、快到期的、今天该回头看的、等您答复的。')} />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={4} />}
      {answer.data?.notices.length === 0 && (
        <section className="panel">
          <EmptyHint what={t('近两周没有提醒')} todo={t('有超期或快到期的问题时，工作日早上 8:30 会在这里提醒。')} />
        </section>
      )}
      {answer.data?.notices.map((notice) => (
        <NoticePanel key={notice.id} notice={notice} />
      ))}
    </>
  )
}

function NoticePanel({ notice }: { notice: Notice }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  return (
    <section className="panel" aria-label={t('{day} 的提醒', { day: notice.day })}>
      <div className="panel-head">
        <h2>{notice.day}</h2>
        {notice.read ? (
          <span className="quiet">{t('看过了')}</span>
        ) : (
          <Button
            onClick={() =>
              void save(api.post(community.api(`/notices/${notice.id}/read`)), t('已标记看过')).catch(() => {})
            }
          >
            {t('标记看过')}
          </Button>
        )}
      </div>
      {NOTICE_KINDS.map((kind) => {
        const items = notice.items.filter((item) => item.kind === kind)
        if (items.length === 0) return null
        return (
          <div key={kind} className="notice-kind">
            <h3>{t('{kind}（{count}）', { kind: t(NOTICE_KIND_LABEL[kind]), count: items.length })}</h3>
            <ul className="plain-list">
              {items.map(({ row }) => (
                <li key={row.id} className="notice-line">
                  <span>
                    <Link to={community.href(`/cases/${row.id}`)}>{row.issue}</Link>
                    <span className="quiet tight">{[row.place, row.party].filter(Boolean).join(' · ')}</span>
                  </span>
                  <span className="notice-marks">
                    <StateMark row={row} />
                    {dueMark(row, t)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {notice.items.length === 0 && <p className="quiet">{t('这一条里的问题您已经看不到了。')}</p>}
    </section>
  )
}
