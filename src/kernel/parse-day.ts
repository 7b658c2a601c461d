import { chineseNumber } from './chinese-number.ts'
import { DAY_MS, type Day, dayAt, dayOf, isRealDate } from './days.ts'
import { foldText } from './fold-text.ts'
import { dayOfSerial } from './serial-day.ts'

export interface DayOptions {
  /** The year a date without one belongs to. */
  defaultYear?: number
  /** Whether numbers count from 1904, as some workbooks do. */
  date1904?: boolean
}

/** `to` is the last day where the cell names a span: 5月8日-10日, or a whole month. */
export interface ParsedDay {
  day: Day
  to?: Day
}

export type DayProblem = 'impossible' | 'unreadable' | 'year-missing' | 'ambiguous'

/**
 * Reads a cell that should hold a day, in any notation offices use; a number is the serial number of a date cell.
 * `said` is the cell as written.
 */
export function parseDay(
  value: string | number | Date,
  options: DayOptions = {},
): ParsedDay | { problem: DayProblem; said: string } {
  const said = value instanceof Date ? String(value) : String(value)
  const read =
    value instanceof Date
      ? readDate(value)
      : typeof value === 'number'
        ? readNumber(value, options)
        : readText(value, options)
  return typeof read === 'string' ? { problem: read, said } : read
}

type Read = ParsedDay | DayProblem

function readDate(date: Date): Read {
  const ms = date.getTime()
  if (!Number.isFinite(ms)) return 'unreadable'
  // Midnight in UTC is how libraries hand over a day without a clock time.
  return { day: ms % DAY_MS === 0 ? date.toISOString().slice(0, 10) : dayAt(date) }
}

function readNumber(value: number, options: DayOptions): Read {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 29_991_231) return readText(String(value), options)
  // Written 2020.5 or 5.8 and taken for a number by the office program, which drops a last 0.
  const digits = String(Number(value.toPrecision(15)))
  if (value >= 1990 && value < 2100 && /^\d{4}\.\d{1,2}$/.test(digits)) {
    return digits.endsWith('.1') ? 'ambiguous' : readText(digits, options)
  }
  if (value >= 1 && value < 13 && /^\d{1,2}\.\d{1,2}$/.test(digits)) {
    const [month = 0, day = 0] = digits.split('.').map(Number)
    const lostZero = digits.split('.')[1]!.length === 1 && isRealDate(options.defaultYear ?? 2000, month, day * 10)
    return lostZero ? 'ambiguous' : readText(digits, options)
  }
  // Serial numbers of ledgers lie between 1954 and 2119.
  if (value < 20_000 || value > 80_000) return 'unreadable'
  const day = dayOfSerial(value, options.date1904)
  return day === null ? 'unreadable' : { day }
}

/** No notation of a day, or of two, is longer. */
const LONGEST = 200

function readText(text: string, options: DayOptions): Read {
  if (text.length > LONGEST) return 'unreadable'
  const stamp = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.exec(text.trim())
  if (stamp) return readDate(new Date(text.trim()))
  const plain = tidy(text)
  if (plain === '') return 'unreadable'
  const third = THIRD.exec(plain)
  if (third) return readThird(plain.slice(0, third.index), third[1]!, options)
  const single = readOne(plain, { year: options.defaultYear })
  if (single !== 'unreadable') return asDay(single)
  return readSpan(plain, options)
}

/** Folded, with numerals as digits and without weekday, half of the day and clock time. */
function tidy(text: string): string {
  return (
    foldText(text)
      .replace(/[〇零一二三四五六七八九十]+(?=[年月日号])/g, (numeral) => String(chineseNumber(numeral) ?? numeral))
      .replace(/\(?(?:星期|礼拜|周)[一二三四五六日天]\)?/g, '')
      .replace(/(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|全天|当天|当日)/g, '')
      .replace(/[T ]*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:[-~至到]\d{1,2}:\d{2}(?::\d{2})?)?(?:[ap]m)?/gi, '')
      .replace(/\d{1,2}[时点](?:半|整|\d{1,2}分?)?/g, '')
      // 2021 3 5: a space between digits parts them, every other one is decoration.
      .replace(/(?<=\d) (?=\d)/g, '.')
      .replaceAll(' ', '')
      // 2021。3，5: behind a year of four digits the wrong stop still parts month and day.
      .replace(/^(\d{4})[,。、·](\d{1,2})[.\-/,。、·](\d{1,2})(?!\d)/, '$1.$2.$3')
      .replace(/^(\d{4})[.\-/](\d{1,2})[,。、·](\d{1,2})(?!\d)/, '$1.$2.$3')
      .replace(/^[自从于在](?=\d)/, '')
      .replace(/\(\)$/, '')
  )
}

const THIRD = /(?<=月)份?([上中下])旬$/

/** 3月中旬: a third of a month. */
function readThird(text: string, which: string, options: DayOptions): Read {
  const month = readOne(text, { year: options.defaultYear })
  if (typeof month === 'string') return month
  if (month.day !== undefined) return 'unreadable'
  const [first, last] = which === '上' ? [1, 10] : which === '中' ? [11, 20] : [21, undefined]
  return { day: dayOf(month.year, month.month, first), to: last ? dayOf(month.year, month.month, last) : lastOf(month) }
}

interface Parts {
  year: number
  month: number
  /** Absent for a whole month. */
  day?: number
}

interface Context {
  year?: number | undefined
  month?: number | undefined
}

const FULL = /^(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})[日号.]?$/
const SHORT_YEAR = /^(\d{2})([.\-/年])(\d{1,2})[.\-/月](\d{1,2})[日号]?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const YEAR_LAST = /^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})$/
const MONTH_DAY = /^(\d{1,2})[.\-/月](\d{1,2})[日号]?$/
const YEAR_MONTH = /^(\d{4})(?:[.\-/年]?(\d{2})|[.\-/年](\d{1}))月?份?$/
const MONTH = /^(\d{1,2})月份?$/

function readOne(text: string, context: Context): Parts | DayProblem {
  let m: RegExpExecArray | null
  if ((m = FULL.exec(text)) || (m = COMPACT.exec(text))) return real(+m[1]!, +m[2]!, +m[3]!)
  if ((m = SHORT_YEAR.exec(text))) {
    const year = 2000 + +m[1]!
    // 20年5月8日 is sure; 20.5.8 only if that is the year in question, for it might be the 20th.
    return m[2] === '年' || year === context.year ? real(year, +m[3]!, +m[4]!) : 'ambiguous'
  }
  if ((m = YEAR_LAST.exec(text))) {
    const [a, b] = [+m[1]!, +m[2]!]
    if (a > 12) return real(+m[3]!, b, a)
    return b > 12 || a === b ? real(+m[3]!, a, b) : 'ambiguous'
  }
  if ((m = MONTH_DAY.exec(text))) {
    const [month, day] = [+m[1]!, +m[2]!]
    if (context.year === undefined) return isRealDate(2000, month, day) ? 'year-missing' : 'impossible'
    return real(context.year, month, day)
  }
  if ((m = YEAR_MONTH.exec(text))) return realMonth(+m[1]!, +(m[2] ?? m[3]!))
  if ((m = MONTH.exec(text))) {
    if (+m[1]! < 1 || +m[1]! > 12) return 'impossible'
    return context.year === undefined ? 'year-missing' : realMonth(context.year, +m[1]!)
  }
  // The serial number of a date that was pasted as text might as well be a count.
  return /^[34]\d{4}$/.test(text) ? 'ambiguous' : 'unreadable'
}

function real(year: number, month: number, day: number): Parts | DayProblem {
  return isRealDate(year, month, day) ? { year, month, day } : 'impossible'
}

function realMonth(year: number, month: number): Parts | DayProblem {
  return isRealDate(year, month, 1) ? { year, month } : 'impossible'
}

function asDay(parts: Parts | DayProblem): Read {
  if (typeof parts === 'string') return parts
  if (parts.day !== undefined) return { day: firstOf(parts) }
  return { day: firstOf(parts), to: lastOf(parts) }
}

function firstOf(parts: Parts): Day {
  return dayOf(parts.year, parts.month, parts.day ?? 1)
}

function lastOf(parts: Parts): Day {
  return dayOf(parts.year, parts.month, parts.day ?? new Date(Date.UTC(parts.year, parts.month, 0)).getUTCDate())
}

/** Two ends with 至, 到, a dash or a wave between them; the second end may leave out what the first has said. */
function readSpan(text: string, options: DayOptions): Read {
  let problem: DayProblem = 'unreadable'
  for (const mark of text.matchAll(/至|到|[-~—–―]+/g)) {
    const left = readOne(text.slice(0, mark.index), { year: options.defaultYear })
    if (typeof left === 'string') {
      if (left !== 'unreadable') problem = left
      continue
    }
    const right = text.slice(mark.index + mark[0].length)
    // 2020-5-8: a month with a bare number behind it is a date with dashes, or nonsense, but no span.
    if (left.day === undefined && !/月/.test(right)) continue
    const span = closeSpan(left, right)
    if (typeof span !== 'string') return span
    if (span !== 'unreadable') problem = span
  }
  return problem
}

function closeSpan(left: Parts, text: string): Read {
  const dayOnly = /^(\d{1,2})[日号]?$/.exec(text)
  const right = dayOnly ? real(left.year, left.month, +dayOnly[1]!) : readOne(text, { year: left.year })
  if (typeof right === 'string') return right
  const saysYear = /^\d{4}/.test(text)
  let to = lastOf(right)
  const day = firstOf(left)
  // 12月28日至1月3日 runs into the next year.
  if (to < day && !saysYear && !dayOnly) to = lastOf({ ...right, year: right.year + 1 })
  if (to < day) return 'impossible'
  return to === day ? { day } : { day, to }
}
