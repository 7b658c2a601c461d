import { dayAt } from '#kernel/days.ts'
import { actWords, stateWords } from './act-words.ts'
import { InstallHint } from './install-hint.tsx'
import { latestOf } from './latest-of.ts'
import { useLive } from './live.ts'
import { disk } from './phone.ts'
import type { ReadSide } from './read-side.ts'
import { today } from './today.ts'
import type { Who } from './who.ts'

const NO_PLACES_SHOWN = 8

/** What waits for me, what I saved today, where I am on duty; the two things to do stand under the thumb. */
export function TodayPage({ who, read }: { who: Who; read: ReadSide }) {
  const rows = useLive(() => disk.rows(), [])
  const day = today()
  const mine = latestOf(rows, who).filter((row) => dayAt(row.savedAt) === day)
  const own = read.places.filter((place) => place.mine)
  const limited = own.length < read.places.length
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">等我办的（{read.cases.length}）</h2>
        {read.cases.length === 0 && <p className="hint">现在没有等您办的问题。</p>}
        <ul className="list">
          {read.cases.map((one) => (
            <li key={one.id}>
              <a href={`#/case/${one.id}`}>
                <strong>{one.issue}</strong>
                <small>
                  {[one.place, one.dueAt && `${dayAt(new Date(one.dueAt).getTime() - 1)} 前办完`]
                    .filter(Boolean)
                    .join(' · ')}
                  {one.overdue && <em> 已超期</em>}
                </small>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="saved">
        <h2 id="saved">今天保存的（{mine.length}）</h2>
        {mine.length === 0 && <p className="hint">今天还没有记录。</p>}
        <ul className="list">
          {mine.map((row) => (
            <li key={row.operation.id}>
              <span>
                <strong>{actWords(row.operation.act, read)}</strong>
                <small>{stateWords(row)}</small>
              </span>
            </li>
          ))}
        </ul>
      </section>
      {limited && own.length > 0 && (
        <section aria-labelledby="places">
          <h2 id="places">我负责的地点（{own.length}）</h2>
          <p>
            {own
              .slice(0, NO_PLACES_SHOWN)
              .map((place) => place.name)
              .join('、')}
            {own.length > NO_PLACES_SHOWN && ` 等 ${own.length} 处`}
          </p>
        </section>
      )}
      <InstallHint />
      <p className="hint">
        {who.name}
        {read.readAt > 0 && ` · 地点和类别读于 ${new Date(read.readAt).toLocaleString('zh-CN')}`}
      </p>
      <nav className="bar" aria-label="要做的事">
        {who.grants.includes('write:ledger') && (
          <a className="button main" href="#/new">
            记一笔
          </a>
        )}
        {who.grants.includes('write:cases') && (
          <a className="button" href="#/report">
            报问题
          </a>
        )}
      </nav>
    </>
  )
}
