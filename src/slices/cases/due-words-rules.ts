import { chineseNumber } from '#kernel/chinese-number.ts'
import { type Day, dayOf, daysBetween, periodAround } from '#kernel/days.ts'
import { foldText } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import type { Limit } from './type-schema.ts'

/**
 * A time allowed as a list says it: 3个工作日, 限24小时内, 自收到之日起两天内, 6月20日前, 25日前, 6月底前. A day becomes calendar
 * days from today. Null when it cannot be read for certain (立即整改, 6月20日18时前), or the day is over.
 */
export function readDue(words: string, today: Day): Limit | null {
  const text = foldText(words).trim().replaceAll(SPACES, '').replace(LEAD, '').replace(TAIL, '')
  const span = SPAN.exec(text)
  if (span) return limitOf(numberOf(span[1]!), span[2]!)
  const last = lastDay(text, today)
  if (last === null) return null
  const n = daysBetween(today, last)
  return n >= 1 && n <= MOST_DAYS ? { n, unit: 'calendar-days' } : null
}

const MOST_DAYS = 400
/** All but what stands between the day and the hour of a date cell. */
const SPACES = /(?<!\d)\s|\s(?!\d)/g
/** What stands before the time itself: 整改时限：, 请于, 限, 自收到之日起. */
const LEAD =
  /^(?:(?:整改|办结|完成)?(?:时限|期限|限期|时间)[:为]?)?(?:请|须|务必|应|最迟|最晚)*(?:限期|限|于|在)*(?:(?:自|从)?(?:即日|(?:收到|接到|收文|来文|交办|接)[^起后,。]{0,6})[起后])?/
/** What is to be done by then. */
const TAIL = /(?:必须|要)?(?:全部|整改|办结|完成|改正|处理|到位|完毕|落实|反馈|回复)+[。;]?$/
const NUMBER = String.raw`\d{1,3}|[一二两三四五六七八九十]{1,3}`
const SPAN = new RegExp(`^(${NUMBER})个?(工作日|工作时|小时|天|日|自然日|周|星期)(?:内|之内|以内)?$`)

const numberOf = (text: string): number => (/\d/.test(text) ? Number(text) : (chineseNumber(text) ?? 0))

function limitOf(n: number, unit: string): Limit | null {
  if (n < 1 || n > MOST_DAYS) return null
  if (unit === '工作日') return { n, unit: 'working-days' }
  if (unit === '工作时') return { n, unit: 'working-hours' }
  // 24小时 of a list is a day of the calendar; fewer are hours of work.
  if (unit === '小时') return n % 24 === 0 ? { n: n / 24, unit: 'calendar-days' } : { n, unit: 'working-hours' }
  if (unit === '周' || unit === '星期') return n * 7 <= MOST_DAYS ? { n: n * 7, unit: 'calendar-days' } : null
  return { n, unit: 'calendar-days' }
}

/** The last day a text allows. A month without a year that is long over is that of the next year. */
function lastDay(words: string, today: Day): Day | null {
  const text = words.replace(/(?:之|以)?前$|止$/, '').replace(WHOLE_DAY, '')
  // An hour of a day is more than a day of the calendar can say.
  if (/\d(?:时|点|:\d)/.test(text)) return null
  const year = Number(today.slice(0, 4))
  const end = /^(?:(本|当)?月|(\d{1,2})月份?)(?:月?底|末)$/.exec(text)
  if (end) return endOfMonth(year, end[2] === undefined ? Number(today.slice(5, 7)) : Number(end[2]), today)
  // 25日前 is a day of this month, unlike 25日 and 25日内, which are a span of days.
  const date = text === words ? null : /^(\d{1,2})[日号]$/.exec(text)
  const read = parseDay(date ? `${Number(today.slice(5, 7))}月${date[1]}日` : text, { defaultYear: year })
  if ('problem' in read) return null
  const day = read.to ?? read.day
  if (/\d{4}/.test(text) || daysBetween(today, day) > -HALF_A_YEAR) return day
  const next = parseDay(text, { defaultYear: year + 1 })
  return 'problem' in next ? null : (next.to ?? next.day)
}

const HALF_A_YEAR = 180
/** 24时, or the midnight a date cell carries with it. */
const WHOLE_DAY = /24(?:时|点|:00)$|\s0?0:00(?::00)?$/

function endOfMonth(year: number, month: number, today: Day): Day | null {
  if (month < 1 || month > 12) return null
  const { to } = periodAround(dayOf(year, month, 1), 'month')
  return daysBetween(today, to) > -HALF_A_YEAR ? to : endOfMonth(year + 1, month, today)
}
