import { type Day, daysBetween } from '#kernel/days.ts'
import type { Say } from '#kernel/web/words.ts'
import { lastDayOf } from '#kernel/work-calendar.ts'
import type { CaseFull } from '#slices/cases/view-schema.ts'

type Due = Pick<CaseFull, 'state' | 'recheckOn' | 'dueAt' | 'overdue'>

/** Closed, and waiting for somebody to look whether it came back. */
export const isRecheck = ({ state, recheckOn }: Due): boolean => state === 'closed' && recheckOn !== null

/** What runs out first stands first; what has no day stands last. */
export function byDue(a: Due, b: Due): number {
  const order = Number(b.overdue) - Number(a.overdue)
  return order || (lastDay(a) < lastDay(b) ? -1 : lastDay(a) > lastDay(b) ? 1 : 0)
}

const NO_DAY = '9999-12-31'
const lastDay = (one: Due): Day =>
  isRecheck(one) ? one.recheckOn! : one.dueAt ? lastDayOf(new Date(one.dueAt)) : NO_DAY

/** When it has to be done by, counted from today. `urgent`: today or before. */
export function dueWords(one: Due, today: Day, t: Say): { words: string; urgent: boolean } {
  const day = lastDay(one)
  if (day === NO_DAY) return { words: '', urgent: false }
  const left = daysBetween(today, day)
  if (isRecheck(one)) return { words: t('{day} 起回头看', { day }), urgent: left <= 0 }
  if (one.overdue) return { words: t('已超期，应在 {day} 前办完', { day }), urgent: true }
  if (left <= 0) return { words: t('今天要办完'), urgent: true }
  return { words: t('{day} 前办完，还有 {count} 天', { day, count: left }), urgent: false }
}
