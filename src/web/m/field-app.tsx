import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { CapturePage } from './capture-page.tsx'
import { CasePage } from './case-page.tsx'
import { followAccount } from './language.ts'
import { useLive } from './live.ts'
import { OutboxPage } from './outbox-page.tsx'
import { client } from './phone.ts'
import { keptReadSide, NOTHING_READ, refreshReadSide } from './read-side.ts'
import { RecordPage } from './record-page.tsx'
import { RecordsPage } from './records-page.tsx'
import { ReportPage } from './report-page.tsx'
import { keepSending } from './sender.ts'
import { TodayPage } from './today-page.tsx'
import { TopBar } from './top-bar.tsx'
import { usePageName } from './use-page-name.ts'
import { askWho, keepWho, keptWho, toSignIn, type Who, whoOnDisk } from './who.ts'

const READ_EVERY_MS = 300_000

type Trouble = 'nowhere' | 'first-time' | null

/** The phone's app: opens from what it keeps, whether or not there is a network, and learns the rest afterwards. */
export function FieldApp() {
  const t = useWords()
  const [who, setWho] = useState<Who | null>(keptWho)
  const [needsSignIn, setNeedsSignIn] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>(null)
  useEffect(() => {
    void (async () => {
      const before = who ?? (await whoOnDisk())
      if (before) setWho(before)
      const entered = await askWho(before)
      if (entered.is === 'in') {
        void keepWho(entered.who)
        setWho(entered.who)
        setNeedsSignIn(false)
        followAccount(entered.language).catch(() => {})
      }
      // Whoever never signed in here has nothing here; for all others what they do comes before signing in again.
      if (entered.is === 'out' && !before) toSignIn()
      if (entered.is === 'out' && before) setNeedsSignIn(true)
      if (entered.is === 'nowhere') setTrouble('nowhere')
      if (entered.is === 'unknown' && !before) setTrouble('first-time')
    })()
    // Once, when the app opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  if (!window.isSecureContext)
    return <Notice>{t('这个地址不是 https，手机不能在这里可靠地保存记录。请向社区要 https 的地址或二维码。')}</Notice>
  if (trouble === 'nowhere') return <Notice retry>{t('这个账号还没有分到社区，请本社区管理员分配角色。')}</Notice>
  if (trouble) return <Notice retry>{t('第一次打开需要网络。请连上网络后再试。')}</Notice>
  if (!who) return <Notice>{t('正在打开…')}</Notice>
  return <Working key={`${who.accountId}${who.community}`} who={who} needsSignIn={needsSignIn} />
}

function Working({ who, needsSignIn: asked }: { who: Who; needsSignIn: boolean }) {
  const t = useWords()
  const [expired, setExpired] = useState(false)
  const [page, argument] = usePageName()
  const read = useLive(async () => (await keptReadSide(who)) ?? NOTHING_READ, null, who.accountId)
  const [damaged, setDamaged] = useState(0)
  const [unreadable, setUnreadable] = useState(false)
  useEffect(() => keepSending(who, () => setExpired(true)), [who])
  useEffect(() => {
    const look = (): void => {
      if (navigator.onLine)
        void refreshReadSide(who).then(
          (out) => out && setExpired(true),
          () => {},
        )
    }
    look()
    const timer = setInterval(look, READ_EVERY_MS)
    // Back from a case that was acted on: what waits is something else now.
    const back = (): void => {
      if (/^#?\/?$/.test(window.location.hash)) look()
    }
    window.addEventListener('online', look)
    window.addEventListener('hashchange', back)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
      window.removeEventListener('hashchange', back)
    }
  }, [who])
  useEffect(() => {
    // What was saved is looked over at each start; damage is said, never mended in silence.
    client.audit().then(
      (bad) => setDamaged(bad.length),
      () => setUnreadable(true),
    )
  }, [])
  return (
    <>
      <TopBar who={who} page={page} />
      {(asked || expired) && (
        <p className="notice" role="status">
          {t('登录已过期。照常可以保存，登录后自动上传。')}
          <button type="button" onClick={toSignIn}>
            {t('去登录')}
          </button>
        </p>
      )}
      {damaged > 0 && (
        <p className="notice" role="alert">
          {t('有 {count} 条没上传的记录在手机里受损，请到“未上传”里导出并告诉社区。', { count: damaged })}
        </p>
      )}
      {unreadable && (
        <p className="notice" role="alert">
          {t('手机存储现在读不出来，可能保存不了。请关掉本页重新打开；还是这样，请告诉社区。')}
        </p>
      )}
      <main key={page + argument} ref={toTop}>
        {read === null ? (
          <p>{t('正在打开…')}</p>
        ) : page === 'new' ? (
          <CapturePage who={who} read={read} />
        ) : page === 'report' ? (
          <ReportPage who={who} read={read} />
        ) : page === 'case' ? (
          <CasePage key={argument} who={who} read={read} id={argument} />
        ) : page === 'outbox' ? (
          <OutboxPage who={who} read={read} />
        ) : page === 'records' ? (
          <RecordsPage who={who} read={read} />
        ) : page === 'record' ? (
          <RecordPage key={argument} who={who} read={read} id={argument} />
        ) : (
          <TodayPage who={who} read={read} />
        )}
      </main>
    </>
  )
}

// A page begins at its top, wherever the one before was scrolled to.
const toTop = (): void => window.scrollTo(0, 0)

function Notice({ children, retry = false }: { children: string; retry?: boolean }) {
  const t = useWords()
  return (
    <main>
      <h1>{t('一本账 · 现场')}</h1>
      <p role="status">{children}</p>
      {retry && (
        <button type="button" onClick={() => window.location.reload()}>
          {t('再试一次')}
        </button>
      )}
    </main>
  )
}
