import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { canBeMadeHere } from './field-input.tsx'
import { CaseList } from './case-list.tsx'
import { pathOf } from './find-place.ts'
import { latestOf } from './latest-of.ts'
import type { ReadSide } from './read-side.ts'
import { type Recent, NOTHING_RECENT, rankOf, recentOf } from './recent.ts'
import { RecordRow } from './record-row.tsx'
import { useHeld } from './use-held.ts'
import type { Who } from './who.ts'

const KINDS_SHOWN = 6
const RECORDS_SHOWN = 10

/** One of my places: what can be recorded there, what waits there, and what I last recorded there. */
export function PlacePage({ who, read, id }: { who: Who; read: ReadSide; id: string }) {
  const t = useWords()
  const held = useHeld()
  const [recent, setRecent] = useState<Recent>(NOTHING_RECENT)
  useEffect(() => {
    recentOf(who).then(setRecent, () => {})
  }, [who])
  const place = read.places.find((one) => one.id === id)
  if (!place) return <p>{t('没有读到这个地点，连上网络后再看。')}</p>
  const byId = new Map(read.places.map((one) => [one.id, one]))
  const kinds = read.kinds
    .filter(canBeMadeHere)
    .sort((a, b) => rankOf(recent, a.code) - rankOf(recent, b.code))
    .slice(0, KINDS_SHOWN)
  const cases = read.cases.filter((one) => one.placeId === id)
  const isHere = (at: { placeId?: string | null }): boolean => at.placeId === id
  const records = held
    ? latestOf(held.rows, who).filter((row) => 'placeId' in row.operation.act && isHere(row.operation.act))
    : []
  return (
    <>
      <h2>{pathOf(place, byId)}</h2>
      <section aria-labelledby="open-here">
        <h2 id="open-here">{t('这里等我办的（{count}）', { count: cases.length })}</h2>
        {cases.length === 0 && <p className="hint">{t('现在没有等您办的问题。')}</p>}
        <CaseList cases={cases} />
      </section>
      {who.grants.includes('write:ledger') && kinds.length > 0 && (
        <section aria-labelledby="record-here">
          <h2 id="record-here">{t('在这里记一笔')}</h2>
          <div className="chips">
            {kinds.map((kind) => (
              <a key={kind.code} className="button" href={`#/new/${id}.${kind.code}`}>
                {kind.label}
              </a>
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="recorded-here">
        <h2 id="recorded-here">{t('我在这里记的（手机里的 {count} 条）', { count: records.length })}</h2>
        <ul className="list">
          {held &&
            records.slice(0, RECORDS_SHOWN).map((row) => (
              <li key={row.operation.id} className={row.state}>
                <RecordRow row={row} held={held} read={read} />
              </li>
            ))}
        </ul>
      </section>
      <nav className="bar" aria-label={t('要做的事')}>
        {who.grants.includes('write:ledger') ? (
          <a className="button main" href={`#/new/${id}`}>
            {t('记一笔')}
          </a>
        ) : (
          <a className="button main" href="#/">
            {t('回到今天')}
          </a>
        )}
      </nav>
    </>
  )
}
