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
}

/** Where one is, and always how much is not with the server yet. */
export function TopBar({ who, page }: { who: Who; page: PageName }) {
  const { records, parked, photos } = useLive(() => client.unsent(), { records: 0, parked: 0, photos: 0 })
  const count = records + parked
  return (
    <header>
      {page !== 'today' && (
        <a className="back" href="#/">
          返回
        </a>
      )}
      <h1>{page === 'today' ? who.communityName : TITLES[page]}</h1>
      <a className={count + photos > 0 ? 'unsent some' : 'unsent'} href="#/outbox">
        未上传 <b data-testid="unsent">{count}</b>
        {photos > 0 && <small>照片 {photos}</small>}
      </a>
    </header>
  )
}
