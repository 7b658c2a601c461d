import { dayAt, daysBetween } from '#kernel/days.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import type { Say } from '#kernel/web/words.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import type { CaseRow } from '../list-schema.ts'

export interface DueSaid {
  text: string
  /** bad: overdue · warn: runs out today or tomorrow, or stands still · plain. Never the only sign. */
  tone: 'bad' | 'warn' | 'plain'
}

type Timed = Pick<CaseRow, 'dueAt' | 'stopped' | 'overdue' | 'closedAt' | 'state' | 'reviewOn' | 'recheckOn'>

const HOUR_MS = 3_600_000
const lastDay = (due: number): string => lastDayOf(new Date(due))

/** How the deadline stands, in words: 还有 3 天 · 今天 17:30 前 · 超期 2 天 · 时限暂停. Null where none runs. */
export function sayDue(row: Timed, now: number, t: Say): DueSaid | null {
  if (row.closedAt !== null || row.state === 'declined') {
    if (row.state !== 'closed' || row.recheckOn === null) return null
    return { text: t('{day} 回头看', { day: row.recheckOn }), tone: row.recheckOn <= dayAt(now) ? 'warn' : 'plain' }
  }
  if (row.stopped) {
    const text = row.reviewOn === null ? t('时限暂停') : t('时限暂停，{day} 复核', { day: row.reviewOn })
    return { text, tone: 'warn' }
  }
  if (row.dueAt === null) return null
  const due = Date.parse(row.dueAt)
  if (row.overdue || due < now)
    return { text: sayLate(now - due, daysBetween(lastDay(due), dayAt(now)), t), tone: 'bad' }
  const days = daysBetween(dayAt(now), lastDay(due))
  if (days > 0) return { text: t('还有 {count} 天', { count: days }), tone: days === 1 ? 'warn' : 'plain' }
  const clock = sayInstant(row.dueAt).slice(11)
  return { text: clock === '00:00' ? t('今天到期') : t('今天 {clock} 前', { clock }), tone: 'warn' }
}

function sayLate(ms: number, days: number, t: Say): string {
  if (days > 0) return t('超期 {count} 天', { count: days })
  return t('超期 {count} 小时', { count: Math.max(1, Math.floor(ms / HOUR_MS)) })
}

/** The deadline itself: a day where it runs to midnight, else day and clock. */
export function sayDeadline(dueAt: string): string {
  const said = sayInstant(dueAt)
  return said.endsWith('00:00') ? lastDay(Date.parse(dueAt)) : said
}
