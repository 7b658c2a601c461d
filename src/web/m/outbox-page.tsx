import { useState } from 'react'
import { LANGUAGE_LABEL, LANGUAGES } from '#kernel/language.ts'
import { i18n, useWords } from '#kernel/web/words.ts'
import { isOf, isStuck, isWaiting } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { type Unsent, unsentOf } from '#slices/field/phone/unsent.ts'
import { ask } from './ask.ts'
import { ClearRow } from './clear-row.tsx'
import { ExportButton } from './export-button.tsx'
import { InstallHint } from './install-hint.tsx'
import { chooseLanguage } from './language.ts'
import { latestOf } from './latest-of.ts'
import { leftHere } from './left-here.ts'
import { client } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { RecordRow } from './record-row.tsx'
import { sendNow } from './sender.ts'
import { StorageAnswer } from './storage-answer.tsx'
import { useHeld } from './use-held.ts'
import { keepWho, toSignIn, type Who } from './who.ts'

const ORDER: Record<OutboxRow['state'], number> = { parked: 0, waiting: 1, done: 2, withdrawn: 3 }

/** Every record this phone still holds, in plain words, and what the phone itself can promise. */
export function OutboxPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const held = useHeld()
  const [said, setSaid] = useState('')
  if (!held) return null
  const mine = shownOf(held, who)
  const own = unsentOf(held, (row) => isOf(row, who))
  const { count, photos } = inWords(own)
  const elsewhere = unsentOf(held, (row) => row.accountId === who.accountId && !isOf(row, who))
  const others = leftHere(held, (row) => row.accountId !== who.accountId)
  const unsent = mine.filter((row) => row.state === 'parked' || isWaiting(row, held.meta))
  const send = (): void => {
    if (!navigator.onLine) return setSaid(t('现在没有网络，有网络时自动上传。'))
    setSaid(t('正在上传…'))
    client.wake()
    void sendNow(who).then((out) => setSaid(out ? t('请重新登录后继续上传。') : t('过一会儿自动再传。')))
  }
  const signOut = async (): Promise<void> => {
    if (!(await client.maySignOut(who.accountId)))
      return setSaid(t('还有没上传的记录或照片，不能退出。请先连上网络上传，或导出成文件交给社区。'))
    await ask('/api/session', 'DELETE').catch(() => {})
    await keepWho(null)
    toSignIn()
  }
  return (
    <>
      <p>
        {photos > 0
          ? t('没上传：记录 {count} 条，照片 {photos} 张。', { count, photos })
          : t('没上传：记录 {count} 条。', { count })}
      </p>
      <p className="hint">{t('上传后的记录在社区备份之前，手机里也留着。')}</p>
      <ul className="list">
        {mine.map((row) => (
          <li key={row.operation.deviceSeq} className={row.state}>
            <RecordRow row={row} held={held} read={read} />
            {isStuck(row, held.rows) && (
              <div className="buttons">
                <ExportButton rows={[row]} label={t('导出成文件')} />
                {row.state === 'parked' && row.exportedAt !== null && <ClearRow owner={who} id={row.operation.id} />}
              </div>
            )}
          </li>
        ))}
      </ul>
      {others && (
        <div className="notice">
          <p>
            {t('这部手机上还有别的账号没上传的：记录 {count} 条，照片 {photos} 张。请那个账号登录后上传。', {
              count: others.count,
              photos: others.photos,
            })}
          </p>
          <p>{t('原账号已经不能登录的，可以代为导出，交给社区资料员打开。')}</p>
          <ExportButton rows={others.rows} label={t('导出别的账号的记录')} />
        </div>
      )}
      {isSome(elsewhere) && (
        <p className="notice">
          {t('您在别的社区还有没上传的：记录 {count} 条，照片 {photos} 张。会一起上传，不用切换。', inWords(elsewhere))}
        </p>
      )}
      {who.communities.length > 1 && (
        <section aria-labelledby="community">
          <h2 id="community">{t('社区')}</h2>
          <p>{who.communityName}</p>
          <a className="button" href="#/communities">
            {t('换社区')}
          </a>
        </section>
      )}
      <section aria-label={t('手机存储')}>
        <StorageAnswer />
      </section>
      <InstallHint at="outbox" />
      <Languages />
      <p role="status" className="hint">
        {mine.length > 0 && !isSome(own) ? t('都已上传。') : said}
      </p>
      <div className="buttons">
        {unsent.length > 0 && <ExportButton rows={unsent} label={t('全部导出成文件')} />}
        <button type="button" onClick={() => void signOut()}>
          {t('退出登录')}
        </button>
      </div>
      <div className="bar">
        <button type="button" className="main" onClick={send}>
          {t('现在上传')}
        </button>
      </div>
    </>
  )
}

const isSome = ({ records, parked, photos }: Unsent): boolean => records + parked + photos > 0
const inWords = ({ records, parked, photos }: Unsent): { count: number; photos: number } => ({
  count: records + parked,
  photos,
})

/** The newest version of each record, and older ones that still need their owner. */
function shownOf({ rows }: Held, who: Who): OutboxRow[] {
  const latest = latestOf(rows, who)
  const own = rows.filter((row) => isOf(row, who))
  const stuck = own.filter((row) => !latest.includes(row) && isStuck(row, rows) && row.exportedAt === null)
  return [...latest, ...stuck].sort((a, b) => ORDER[a.state] - ORDER[b.state])
}

function Languages() {
  const t = useWords()
  const [failed, setFailed] = useState(false)
  return (
    <section aria-labelledby="language">
      <h2 id="language">{t('语言')}</h2>
      <div className="chips" role="group" aria-labelledby="language">
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={i18n.locale === language}
            onClick={() =>
              void chooseLanguage(language).then(
                () => setFailed(false),
                () => setFailed(true),
              )
            }
          >
            {LANGUAGE_LABEL[language]}
          </button>
        ))}
      </div>
      {failed && <p role="alert">{t('这种语言还没有载入，请连上网络再选。')}</p>}
    </section>
  )
}
