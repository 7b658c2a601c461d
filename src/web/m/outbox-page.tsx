import { useEffect, useState } from 'react'
import type { OutboxRow } from '#slices/field/phone/ports.ts'
import { actWords, stateWords } from './act-words.ts'
import { ask } from './ask.ts'
import { exportRows } from './export-rows.ts'
import { InstallHint } from './install-hint.tsx'
import { latestOf } from './latest-of.ts'
import { useLive } from './live.ts'
import { client, disk } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { sendNow } from './sender.ts'
import { askToKeep, type Kept, KEPT_WORDS, storageAnswer } from './storage.ts'
import { keepWho, toSignIn, type Who } from './who.ts'

const ORDER: Record<OutboxRow['state'], number> = { parked: 0, waiting: 1, done: 2 }

/** Every record this phone still holds, in plain words, and what the phone itself can promise. */
export function OutboxPage({ who, read }: { who: Who; read: ReadSide }) {
  const rows = useLive(() => disk.rows(), [])
  const { records, photos } = useLive(() => client.unsent(), { records: 0, parked: 0, photos: 0 })
  const [said, setSaid] = useState('')
  const mine = latestOf(rows, who).sort((a, b) => ORDER[a.state] - ORDER[b.state])
  const others = rows.filter((row) => row.accountId !== who.accountId && row.state !== 'done').length
  const unsent = mine.filter((row) => row.state !== 'done')
  const send = (): void => {
    if (!navigator.onLine) return setSaid('现在没有网络，有网络时自动上传。')
    setSaid('正在上传…')
    let out = false
    void sendNow(who, () => (out = true)).then(() => setSaid(out ? '登录已过期，请先登录。' : '过一会儿自动再传。'))
  }
  const signOut = async (): Promise<void> => {
    if (!(await client.maySignOut(who.accountId)))
      return setSaid('还有没上传的记录或照片，不能退出。请先连上网络上传，或导出成文件交给社区。')
    await ask('/api/session', 'DELETE').catch(() => {})
    keepWho(null)
    toSignIn()
  }
  return (
    <>
      <p>
        没上传 <b>{unsent.length}</b> 条{photos > 0 && `，照片 ${photos} 张`}
        。上传后的记录在社区备份之前，手机里也留着。
      </p>
      <ul className="list">
        {mine.map((row) => (
          <li key={row.operation.deviceSeq} className={row.state}>
            <span>
              <strong>{actWords(row.operation.act, read)}</strong>
              <small>
                {new Date(row.savedAt).toLocaleString('zh-CN')}
                {row.operation.photos.length > 0 && ` · 照片 ${row.operation.photos.length} 张`}
              </small>
              <small>{stateWords(row)}</small>
              {row.state === 'parked' && (
                <button type="button" onClick={() => void exportRows([row])}>
                  导出成文件
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {others > 0 && <p className="notice">这部手机上还有别的账号没上传的记录 {others} 条，请那个账号登录后上传。</p>}
      <section aria-label="手机存储">
        <StorageAnswer />
      </section>
      <InstallHint always />
      <p role="status" className="hint">
        {mine.length > 0 && records + photos === 0 ? '都已上传。' : said}
      </p>
      <div className="buttons">
        {unsent.length > 0 && (
          <button type="button" onClick={() => void exportRows(unsent)}>
            全部导出成文件
          </button>
        )}
        <button type="button" onClick={() => void signOut()}>
          退出登录
        </button>
      </div>
      <div className="bar">
        <button type="button" className="main" onClick={send}>
          现在上传
        </button>
      </div>
    </>
  )
}

function StorageAnswer() {
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    void storageAnswer().then(setKept)
  }, [])
  if (!kept) return null
  return (
    <>
      <p>{KEPT_WORDS[kept]}</p>
      {kept === 'may-be-cleared' && (
        <button type="button" onClick={() => void askToKeep().then(setKept)}>
          请浏览器保留
        </button>
      )}
    </>
  )
}
