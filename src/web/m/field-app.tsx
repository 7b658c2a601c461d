import { useCallback, useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { CapturePage } from './capture-page.tsx'
import { CasePage } from './case-page.tsx'
import { CommunitiesPage } from './communities-page.tsx'
import { InAppNotice } from './in-app-notice.tsx'
import { followAccount } from './language.ts'
import { howToInstall, isInApp } from './install.ts'
import { leftHere } from './left-here.ts'
import { LeftPage } from './left-page.tsx'
import { readAgain, useLive } from './live.ts'
import { OutboxPage } from './outbox-page.tsx'
import { client } from './phone.ts'
import { keptReadSide, NOTHING_READ, readFirst, refreshReadSide } from './read-side.ts'
import { PlacePage } from './place-page.tsx'
import { RecordPage } from './record-page.tsx'
import { RecordsPage } from './records-page.tsx'
import { ReportPage } from './report-page.tsx'
import { keepSending } from './sender.ts'
import { noteReading, useStorageOut } from './storage-out.ts'
import { StorageTrouble } from './storage-trouble.tsx'
import { TodayPage } from './today-page.tsx'
import { TopBar } from './top-bar.tsx'
import { readHeld } from './use-held.ts'
import { goTo, usePageName } from './use-page-name.ts'
import { askWho, keepWho, keptWho, type MyPlaceOfWork, toSignIn, type Who, whoIn, whoOnDisk } from './who.ts'

const READ_EVERY_MS = 300_000

type Trouble = 'nowhere' | 'first-time' | 'in-app' | 'left' | null

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
      // For whoever was signed in here last what they do comes before signing in again; for all others signing in does,
      // unless something of somebody who may never do so again lies here.
      if (entered.is === 'out' && !before) {
        if (await isSomethingLeft()) setTrouble('left')
        // The way out of another app's browser comes before signing in there: a sign-in does not go along.
        else if (isInApp(howToInstall())) setTrouble('in-app')
        else toSignIn()
      }
      if (entered.is === 'out' && before) setNeedsSignIn(true)
      if (entered.is === 'nowhere') setTrouble('nowhere')
      if (entered.is === 'unknown' && !before) setTrouble('first-time')
    })()
    // Once, when the app opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  if (!window.isSecureContext)
    return <Notice>{t('这个地址不是 https，手机不能在这里可靠地保存记录。请向社区要 https 的地址或二维码。')}</Notice>
  if (trouble === 'in-app')
    return (
      <main>
        <h1>{t('一本账 · 现场')}</h1>
        <InAppNotice />
        <button type="button" onClick={toSignIn}>
          {t('仍在这里登录')}
        </button>
      </main>
    )
  if (trouble === 'left') return <LeftPage />
  if (trouble === 'nowhere') return <Notice retry>{t('这个账号还没有分到社区，请本社区管理员分配角色。')}</Notice>
  if (trouble) return <Notice retry>{t('第一次打开需要网络。请连上网络后再试。')}</Notice>
  if (!who) return <Notice>{t('正在打开…')}</Notice>
  const choose = (community: MyPlaceOfWork): void => {
    const there = whoIn(who, community)
    void keepWho(there)
    // The code that was scanned has had its say.
    if (window.location.search) window.history.replaceState(null, '', window.location.pathname + window.location.hash)
    setWho(there)
    goTo('today')
  }
  return (
    <Working key={`${who.accountId}${who.community}`} who={who} needsSignIn={needsSignIn} onChooseCommunity={choose} />
  )
}

/** Of whomever. A storage that does not open keeps nobody from signing in. */
async function isSomethingLeft(): Promise<boolean> {
  return readHeld().then(
    (held) => leftHere(held) !== null,
    () => false,
  )
}

const AUDIT = Symbol('audit')

interface WorkingProps {
  who: Who
  needsSignIn: boolean
  onChooseCommunity: (community: MyPlaceOfWork) => void
}

function Working({ who, needsSignIn: asked, onChooseCommunity }: WorkingProps) {
  const t = useWords()
  const [expired, setExpired] = useState(false)
  const [page, argument] = usePageName()
  const read = useLive(async () => (await keptReadSide(who)) ?? NOTHING_READ, null, who.accountId)
  const storageOut = useStorageOut()
  const [damaged, setDamaged] = useState(0)
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
    readFirst(who).catch(() => {})
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
  // What was saved is looked over at each start; damage is said, never mended in silence.
  const lookOver = useCallback(() => {
    client.audit().then(
      (bad) => {
        noteReading(AUDIT, false)
        setDamaged(bad.length)
      },
      () => noteReading(AUDIT, true),
    )
  }, [])
  useEffect(lookOver, [lookOver])
  return (
    <>
      <TopBar who={who} page={page} />
      <InAppNotice />
      {(asked || expired) && (
        <p className="notice" role="status">
          {t('请重新登录后继续上传，记录照常保存在手机里。')}
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
      <StorageTrouble
        onRetry={() => {
          readAgain()
          lookOver()
        }}
      />
      <main key={page + argument} ref={toTop}>
        {read === null ? (
          !storageOut && <p>{t('正在打开…')}</p>
        ) : page === 'new' ? (
          <CapturePage who={who} read={read} wanted={argument} />
        ) : page === 'place' ? (
          <PlacePage who={who} read={read} id={argument} />
        ) : page === 'report' ? (
          <ReportPage who={who} read={read} />
        ) : page === 'case' ? (
          <CasePage key={argument} who={who} read={read} id={argument} />
        ) : page === 'outbox' ? (
          <OutboxPage who={who} read={read} />
        ) : page === 'records' ? (
          <RecordsPage who={who} read={read} />
        ) : page === 'communities' ? (
          <CommunitiesPage who={who} onChoose={onChooseCommunity} />
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
