import { useWords } from '#kernel/web/words.ts'
import { ExportButton } from './export-button.tsx'
import { InAppNotice } from './in-app-notice.tsx'
import { leftHere } from './left-here.ts'
import { useHeld } from './use-held.ts'
import { toSignIn } from './who.ts'

/**
 * Where nobody is signed in and something unsent lies here: how much, and the two ways on for it. Whoever holds the
 * phone may be anybody, so nothing of what it says, nor whose it is.
 */
export function LeftPage() {
  const t = useWords()
  const held = useHeld()
  const left = held && leftHere(held)
  return (
    <main>
      <h1>{t('一本账 · 现场')}</h1>
      <InAppNotice />
      {held && !left && <p role="status">{t('都已上传。')}</p>}
      {left && (
        <>
          <p>
            {t('以前在这部手机上登录过的账号，还有没上传的：记录 {count} 条，照片 {photos} 张。', {
              count: left.count,
              photos: left.photos,
            })}
          </p>
          {left.count + left.photos > left.parked && <p>{t('请原账号登录，登录后自动上传。')}</p>}
          {left.parked > 0 && <p>{t('其中 {count} 条传不上去，要原账号登录后处理。', { count: left.parked })}</p>}
        </>
      )}
      <div className="buttons">
        <button type="button" className="main" onClick={toSignIn}>
          {t('去登录')}
        </button>
      </div>
      {left && (
        <>
          <p>{t('原账号已经不能登录的，可以代为导出，交给社区资料员打开。')}</p>
          <ExportButton rows={left.rows} label={t('导出成文件')} />
        </>
      )}
    </main>
  )
}
