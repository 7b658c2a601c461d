import { useState } from 'react'
import { sayInstant } from '#kernel/web/days-said.ts'
import { useWords } from '#kernel/web/words.ts'
import { ClockNotice } from './clock-notice.tsx'
import { CaseList } from './case-list.tsx'
import { isRecheck } from './due.ts'
import { InstallHint } from './install-hint.tsx'
import { latestOf } from './latest-of.ts'
import type { ReadSide } from './read-side.ts'
import { RecordRow } from './record-row.tsx'
import { dayHere, today } from './today.ts'
import { useHeld } from './use-held.ts'
import type { Who } from './who.ts'

const PLACES_SHOWN = 8

/** What waits for me, what I saved today, where I am on duty; the two things to do stand under the thumb. */
export function TodayPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const held = useHeld()
  const [allPlaces, setAllPlaces] = useState(false)
  const day = today()
  const here = held ? latestOf(held.rows, who) : []
  const mine = here.filter((row) => dayHere(row.savedAt) === day)
  const own = read.places.filter((place) => place.mine)
  const limited = own.length < read.places.length
  const rechecks = read.cases.filter(isRecheck)
  const todo = read.cases.filter((one) => !isRecheck(one))
  return (
    <>
      {held && <ClockNotice />}
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('等我办的（{count}）', { count: todo.length })}</h2>
        {todo.length === 0 && (
          <p className="hint">
            {read.readAt === 0 ? t('还没有读到等您办的问题，连上网络后会显示。') : t('现在没有等您办的问题。')}
          </p>
        )}
        <CaseList cases={todo} />
      </section>
      {rechecks.length > 0 && (
        <section aria-labelledby="rechecks">
          <h2 id="rechecks">{t('要回头看的（{count}）', { count: rechecks.length })}</h2>
          <CaseList cases={rechecks} />
        </section>
      )}
      <section aria-labelledby="saved">
        <h2 id="saved">{t('今天保存的（{count}）', { count: mine.length })}</h2>
        {mine.length === 0 && <p className="hint">{t('今天还没有记录。')}</p>}
        <ul className="list">
          {held &&
            mine.map((row) => (
              <li key={row.operation.id} className={row.state}>
                <RecordRow row={row} held={held} read={read} />
              </li>
            ))}
        </ul>
        <a className="more" href="#/records">
          {t('手机里的全部记录（{count}）', { count: here.length })}
        </a>
      </section>
      {read.places.length > 0 && own.length === 0 && (
        <p className="hint">{t('还没有给您分地点，请社区在“包抓责任”里分给您。')}</p>
      )}
      {limited && own.length > 0 && (
        <section aria-labelledby="places">
          <h2 id="places">{t('我负责的地点（{count}）', { count: own.length })}</h2>
          <div className="chips">
            {(allPlaces ? own : own.slice(0, PLACES_SHOWN)).map((place) => (
              <a key={place.id} className="button" href={`#/place/${place.id}`}>
                {place.name}
              </a>
            ))}
            {!allPlaces && own.length > PLACES_SHOWN && (
              <button type="button" className="fold" aria-expanded={false} onClick={() => setAllPlaces(true)}>
                {t('全部（{count}）', { count: own.length })}
              </button>
            )}
          </div>
        </section>
      )}
      <InstallHint at="today" />
      <p className="hint">
        {who.name}
        {read.readAt > 0 &&
          ` · ${t('地点和类别读于 {time}', { time: sayInstant(new Date(read.readAt).toISOString()) })}`}
      </p>
      <nav className="bar" aria-label={t('要做的事')}>
        {who.grants.includes('write:ledger') && (
          <a className="button main" href="#/new">
            {t('记一笔')}
          </a>
        )}
        {who.grants.includes('write:cases') && (
          <a className="button" href="#/report">
            {t('报问题')}
          </a>
        )}
        {!['write:ledger', 'write:cases'].some((grant) => who.grants.includes(grant)) && (
          <p className="hint">{t('您的角色在手机上只能看。')}</p>
        )}
      </nav>
    </>
  )
}
