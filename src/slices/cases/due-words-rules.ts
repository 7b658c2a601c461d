import { type Day, daysBetween } from '#kernel/days.ts'
import { chineseNumber } from '#kernel/chinese-number.ts'
import { foldText } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import type { Limit } from './schema.ts'

/**
 * A time allowed as a list says it: 3个工作日, 24小时, 两天, 6月20日. A day becomes calendar days from today. Null when
 * nothing can be read, or the day is over.
 */
export function readDue(words: string, today: Day): Limit | null {
  const text = foldText(words)
  const span = /^(\d{1,3}|[一二两三四五六七八九十]{1,3})个?(工作日|工作时|小时|天|日|自然日)(?:内|之内|以内)?/.exec(
    text.replaceAll(' ', ''),
  )
  if (span) {
    const n = /\d/.test(span[1]!) ? Number(span[1]) : (chineseNumber(span[1]!) ?? 0)
    if (n < 1 || n > 400) return null
    if (span[2] === '工作日') return { n, unit: 'working-days' }
    if (span[2] === '工作时') return { n, unit: 'working-hours' }
    // 24小时 of a list is a day of the calendar; fewer are hours of work.
    if (span[2] === '小时') return n % 24 === 0 ? { n: n / 24, unit: 'calendar-days' } : { n, unit: 'working-hours' }
    return { n, unit: 'calendar-days' }
  }
  const read = parseDay(text.replace(/(?:之)?前.*$/, ''), { defaultYear: Number(today.slice(0, 4)) })
  if ('problem' in read) return null
  const n = daysBetween(today, read.to ?? read.day)
  return n >= 1 && n <= 400 ? { n, unit: 'calendar-days' } : null
}
