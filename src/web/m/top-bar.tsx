import { useWords } from '#kernel/web/words.ts'
import { useLive } from './live.ts'
import { NOTHING_UNSENT } from '#slices/field/phone/unsent.ts'
import { client } from './phone.ts'
import { useStorageOut } from './storage-out.ts'
import type { PageName } from './use-page-name.ts'
import type { Who } from './who.ts'

const TITLES: Record<PageName, string> = {
  today: '今天',
  new: '记一笔',
  place: '地点',
  report: '报问题',
  case: '办理问题',
  outbox: '未上传',
  records: '手机里的记录',
  record: '这条记录',
  communities: '换社区',
}

/** Where one is, and always how much of one's own is not with the server yet, in whichever community. */
export function TopBar({ who, page }: { who: Who; page: PageName }) {
  const t = useWords()
  const mine = (row: { accountId: string }): boolean => row.accountId === who.accountId
  const { records, parked, photos } = useLive(() => client.unsent(mine), NOTHING_UNSENT)
  // What cannot be read is not nothing.
  const out = useStorageOut()
  const count = records + parked
  return (
    <header>
      {page !== 'today' && (
        <a className="back" href="#/">
          {t('返回')}
        </a>
      )}
      <h1>{page === 'today' ? who.communityName : t(TITLES[page])}</h1>
      {page === 'today' && who.communities.length > 1 && <a href="#/communities">{t('切换')}</a>}
      <a className={out || count + photos > 0 ? 'unsent some' : 'unsent'} href="#/outbox">
        {t('未上传')} <b data-testid="unsent">{out ? '?' : count}</b>
        {photos > 0 && <small>{t('照片 {count}', { count: photos })}</small>}
      </a>
    </header>
  )
}
