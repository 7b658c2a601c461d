import { useState } from 'react'
import { LANGUAGE_LABEL, LANGUAGES } from '#kernel/language.ts'
import { i18n, useWords } from '#kernel/web/words.ts'
import { isOf, isStuck } from '#slices/field/phone/outbox-rules.ts'
import type { Held } from '#slices/field/phone/outbox.ts'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { ask } from './ask.ts'
import { ClearRow } from './clear-row.tsx'
import { exportRows } from './export-rows.ts'
import { InstallHint } from './install-hint.tsx'
import { chooseLanguage } from './language.ts'
import { latestOf } from './latest-of.ts'
import { useLive } from './live.ts'
import { client } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { RecordRow } from './record-row.tsx'
import { sendNow } from './sender.ts'
import { StorageAnswer } from './storage-answer.tsx'
import { useHeld } from './use-held.ts'
import { keepWho, toSignIn, type Who } from './who.ts'

const ORDER: Record<OutboxRow['state'], number> = { parked: 0, waiting: 1, done: 2 }

/** Every record this phone still holds, in plain words, and what the phone itself can promise. */
export function OutboxPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const held = useHeld()
  const { records, photos } = useLive(() => client.unsent(), { records: 0, parked: 0, photos: 0 })
  const [said, setSaid] = useState('')
  if (!held) return null
  const mine = shownOf(held, who)
  const left = held.rows.filter((row) => row.state !== 'done' && !isOf(row, who))
  const others = left.filter((row) => row.accountId !== who.accountId).length
  const elsewhere = left.length - others
  const unsent = mine.filter((row) => row.state !== 'done')
  const send = (): void => {
    if (!navigator.onLine) return setSaid(t('现在没有网络，有网络时自动上传。'))
    setSaid(t('正在上传…'))
    let out = false
    client.wake()
    void sendNow(who, () => (out = true)).then(() =>
      setSaid(out ? t('登录已过期，请先登录。') : t('过一会儿自动再传。')),
    )
  }
  const takeOut = (rows: OutboxRow[]): void =>
    void exportRows(rows).catch(() => setSaid(t('没有导出成功，请再点一次。')))
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
          ? t('没上传：记录 {count} 条，照片 {photos} 张。', { count: unsent.length, photos })
          : t('没上传：记录 {count} 条。', { count: unsent.length })}
      </p>
      <p className="hint">{t('上传后的记录在社区备份之前，手机里也留着。')}</p>
      <ul className="list">
        {mine.map((row) => (
          <li key={row.operation.deviceSeq} className={row.state}>
            <RecordRow row={row} held={held} read={read} />
            {isStuck(row, held.rows) && (
              <div className="buttons">
                <button type="button" onClick={() => takeOut([row])}>
                  {t('导出成文件')}
                </button>
                {row.state === 'parked' && row.exportedAt !== null && <ClearRow owner={who} id={row.operation.id} />}
              </div>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p className="notice">
          {t('这部手机上还有别的账号没上传的记录 {count} 条，请那个账号登录后上传。', { count: others })}
        </p>
      )}
      {elsewhere > 0 && (
        <p className="notice">
          {t('您在别的社区还有没上传的记录 {count} 条，请扫那个社区的二维码打开，就会上传。', { count: elsewhere })}
        </p>
      )}
      <section aria-label={t('手机存储')}>
        <StorageAnswer />
      </section>
      <InstallHint always />
      <Languages />
      <p role="status" className="hint">
        {mine.length > 0 && records + photos === 0 && unsent.length === 0 ? t('都已上传。') : said}
      </p>
      <div className="buttons">
        {unsent.length > 0 && (
          <button type="button" onClick={() => takeOut(unsent)}>
            {t('全部导出成文件')}
          </button>
        )}
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
