import { dayAt } from '#kernel/days.ts'
import { i18n, useWords } from '#kernel/web/words.ts'
import type { CaseFull } from '#slices/cases/view-schema.ts'
import { byDue, dueWords, isRecheck } from './due.ts'
import { InstallHint } from './install-hint.tsx'
import { latestOf } from './latest-of.ts'
import type { ReadSide } from './read-side.ts'
import { RecordRow } from './record-row.tsx'
import { today } from './today.ts'
import { useHeld } from './use-held.ts'
import type { Who } from './who.ts'

const NO_PLACES_SHOWN = 8

/** What waits for me, what I saved today, where I am on duty; the two things to do stand under the thumb. */
export function TodayPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const held = useHeld()
  const day = today()
  const here = held ? latestOf(held.rows, who) : []
  const mine = here.filter((row) => dayAt(row.savedAt) === day)
  const own = read.places.filter((place) => place.mine)
  const limited = own.length < read.places.length
  const rechecks = read.cases.filter(isRecheck)
  const todo = read.cases.filter((one) => !isRecheck(one))
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('等我办的（{count}）', { count: todo.length })}</h2>
        {todo.length === 0 && (
          <p className="hint">
            {read.readAt === 0 ? t('还没有读到等您办的问题，连上网络后会显示。') : t('现在没有等您办的问题。')}
          </p>
        )}
        <Cases cases={todo} />
      </section>
      {rechecks.length > 0 && (
        <section aria-labelledby="rechecks">
          <h2 id="rechecks">{t('要回头看的（{count}）', { count: rechecks.length })}</h2>
          <Cases cases={rechecks} />
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
      {limited && own.length > 0 && (
        <section aria-labelledby="places">
          <h2 id="places">{t('我负责的地点（{count}）', { count: own.length })}</h2>
          <p>
            {own
              .slice(0, NO_PLACES_SHOWN)
              .map((place) => place.name)
              .join(' · ')}
            {own.length > NO_PLACES_SHOWN && ' …'}
          </p>
        </section>
      )}
      <InstallHint />
      <p className="hint">
        {who.name}
        {read.readAt > 0 &&
          ` · ${t('地点和类别读于 {time}', { time: new Date(read.readAt).toLocaleString(i18n.locale) })}`}
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
      </nav>
    </>
  )
}

function Cases({ cases }: { cases: CaseFull[] }) {
  const t = useWords()
  const day = today()
  return (
    <ul className="list">
      {cases.toSorted(byDue).map((one) => {
        const { words, urgent } = dueWords(one, day, t)
        return (
          <li key={one.id}>
            <a href={`#/case/${one.id}`}>
              <strong>{one.issue}</strong>
              <small>
                {one.place}
                {one.place && words && ' · '}
                {urgent ? <em>{words}</em> : words}
              </small>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
