import { useWords } from '#kernel/web/words.ts'
import { useLive } from './live.ts'
import { client } from './phone.ts'
import type { PageName } from './use-page-name.ts'
import type { Who } from './who.ts'

const TITLES: Record<PageName, string> = {
  today: '今天',
  new: '记一笔',
  report: '报问题',
  case: '办理问题',
  outbox: '未上传',
  records: '手机里的记录',
  record: '这条记录',
}

/** Where one is, and always how much is not with the server yet. */
export function TopBar({ who, page }: { who: Who; page: PageName }) {
  const t = useWords()
  const { records, parked, photos } = useLive(() => client.unsent(), { records: 0, parked: 0, photos: 0 })
  const count = records + parked
  return (
    <header>
      {page !== 'today' && (
        <a className="back" href="#/">
          {t('返回')}
        </a>
      )}
      <h1>{page === 'today' ? who.communityName : t(TITLES[page])}</h1>
      <a className={count + photos > 0 ? 'unsent some' : 'unsent'} href="#/outbox">
        {t('未上传')} <b data-testid="unsent">{count}</b>
        {photos > 0 && <small>{t('照片 {count}', { count: photos })}</small>}
      </a>
    </header>
  )
}
