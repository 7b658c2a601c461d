import { Alert } from 'antd'
import { Link } from 'react-router'
import { sayInstant } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { EVENT_TEXT } from '../rules.ts'
import type { Home } from '../schema.ts'
import { HomeFigures } from './home-figures.tsx'

/** What waits, what came in, and how the year stands. */
export default function HomePage() {
  const t = useWords()
  const community = useCommunity()
  const home = useOne<Home>('/home', { enabled: community.can('read', 'home') })
  const answer = home.data
  return (
    <>
      <PageHead title={t('首页')} hint={community.name} />
      <ProblemNotice problem={home.error} retry={() => void home.refetch()} />
      {answer && community.can('read', 'settings') && <BackupNotice backup={answer.backup} />}
      <div className="columns">
        <section className="panel">
          <h2>{t('等您处理')}</h2>
          {home.isLoading && <Loading rows={3} />}
          {answer && answer.waiting.length === 0 && <EmptyHint what={t('没有等待处理的事项')} />}
          <ul className="plain-list">
            {answer?.waiting.map((item) => (
              <li key={item.code} className="line">
                <Link to={community.href(item.href)}>{t(item.text)}</Link>
                <strong className="number">{item.count}</strong>
              </li>
            ))}
          </ul>
        </section>
        <section className="panel">
          <h2>{t('最近进来的')}</h2>
          {home.isLoading && <Loading rows={3} />}
          {answer && answer.cameIn.length === 0 && (
            <EmptyHint what={t('还没有记录')} todo={t('到“导入”把现有台账表格导进来，或到“台账”记一笔。')} />
          )}
          <ul className="plain-list">
            {answer?.cameIn.map((item) => (
              <li key={item.position}>
                {item.href ? <Link to={community.href(item.href)}>{eventWords(item, t)}</Link> : eventWords(item, t)}
                <div className="quiet">{[sayInstant(item.at), item.actor].filter(Boolean).join(' · ')}</div>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {community.can('read', 'figures') && <HomeFigures />}
    </>
  )
}

// The server's line is Chinese, with a count behind it where several were told as one.
function eventWords(item: Home['cameIn'][number], t: Say): string {
  const what = EVENT_TEXT[item.event]
  const count = / (\d+) 条$/.exec(item.text)?.[1]
  if (what === undefined) return item.text
  return count === undefined ? t(what) : t('{what} {count} 条', { what: t(what), count })
}

function BackupNotice({ backup }: { backup: Home['backup'] }) {
  const t = useWords()
  const left = backup.offMachine && backup.madeAt !== null
  if (left && backup.behind === 0) return null
  return (
    <Alert
      className="problem-notice"
      type={left ? 'warning' : 'error'}
      showIcon
      title={
        left
          ? t('上次把备份存到本机以外是 {at}，之后又有 {count} 条记录还没有备份。', {
              at: sayInstant(backup.madeAt!),
              count: backup.behind,
            })
          : t('还没有任何备份存到本机以外。电脑损坏会丢失全部台账，请尽快让管理员备份到U盘或其他电脑。')
      }
    />
  )
}
