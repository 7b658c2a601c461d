import { useWords } from '#kernel/web/words.ts'
import { latestOf } from './latest-of.ts'
import { OfficeChanges } from './office-changes.tsx'
import type { ReadSide } from './read-side.ts'
import { RecordRow } from './record-row.tsx'
import { useHeld } from './use-held.ts'
import type { Who } from './who.ts'

/** Everything this phone still holds, newest first, and my last records that only the ledger has. */
export function RecordsPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const held = useHeld()
  if (!held) return null
  const mine = latestOf(held.rows, who)
  const here = new Set(mine.map((row) => row.operation.id))
  const elsewhere = read.records.filter((record) => !here.has(record.id))
  return (
    <>
      <section aria-labelledby="here">
        <h2 id="here">{t('这部手机里的（{count}）', { count: mine.length })}</h2>
        <p className="hint">{t('点开可以照原样看，也可以改。没有网络也行。')}</p>
        <ul className="list">
          {mine.map((row) => (
            <li key={row.operation.id} className={row.state}>
              <RecordRow row={row} held={held} read={read} />
            </li>
          ))}
        </ul>
        {mine.length === 0 && <p className="hint">{t('这部手机里还没有记录。')}</p>}
      </section>
      {elsewhere.length > 0 && (
        <section aria-labelledby="elsewhere">
          <h2 id="elsewhere">{t('不在这部手机里的（最近 {count} 条）', { count: elsewhere.length })}</h2>
          <p className="hint">{t('这些已在社区台账里，要改请告诉社区。')}</p>
          <ul className="list">
            {elsewhere.map((record) => (
              <li key={record.id}>
                <span>
                  <strong>{record.words}</strong>
                  <small>
                    {record.day}
                    {record.withdrawn && ` · ${t('已撤回')}`}
                  </small>
                  <OfficeChanges changes={record.changes} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <nav className="bar" aria-label={t('要做的事')}>
        <a className="button main" href="#/">
          {t('回到今天')}
        </a>
      </nav>
    </>
  )
}
