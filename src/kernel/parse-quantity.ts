import { CHINESE_NUMERAL, chineseNumber } from './chinese-number.ts'
import { foldText } from './fold-text.ts'
import { canonicalUnit, isKnownUnit, leadingUnit, sameUnit } from './units.ts'

type Hedge = '余' | '多' | '近' | '约'

export interface Quantity {
  /** Exact decimal, without sign, exponent or needless zeros: '1.42'. */
  value: string
  unit?: string
  hedge?: Hedge
}

export type QuantityProblem = 'no-number' | 'negative' | 'masked' | 'several' | 'unreadable' | 'unit-mismatch'

/**
 * Reads a cell that should hold one quantity: 1.2吨, 28人次, ４７６家, 1,200, 1.5万, 两车, 四百余. `unit` is the one
 * the column's heading or the field gives: a cell without a unit takes it, a cell with another is `unit-mismatch`,
 * for units are never converted. `said` is the cell as written.
 */
export function parseQuantity(
  value: string | number,
  expected: { unit?: string } = {},
): Quantity | { problem: QuantityProblem; said: string } {
  const said = String(value)
  const fail = (problem: QuantityProblem) => ({ problem, said })
  if (typeof value === 'number') {
    if (value < 0) return fail('negative')
    const exact = decimalText(value)
    return exact === null ? fail('unreadable') : withUnit(exact, expected.unit)
  }
  if (value.length > LONGEST) return fail('unreadable')
  const text = plain(value)
  if (/[_*□■○●\ufffd?]|\d[xX]+(?![a-z])|[xX]{2,}/.test(text)) return fail('masked')
  if (/^(?:-|负)[\d.]/.test(text)) return fail('negative')
  if (VAGUE.test(text)) return fail('no-number')
  const body = stripNote(text)
  if ((body.match(/\d+(?:\.\d+)?/g) ?? []).length > 1) return fail('several')
  const found = PATTERN.exec(body) ?? CHINESE.exec(body)
  if (!found?.groups) return fail(/\d/.test(text) || STARTS_CHINESE.test(text) ? 'unreadable' : 'no-number')
  const { before, number, inner, scale, after, rest = '' } = found.groups
  const hedge = hedgeOf(inner ?? after) ?? hedgeOf(before)
  const tail = TAIL.exec(rest)
  const named = tail?.groups?.['unit'] ?? rest
  const hedged = hedge ?? hedgeOf(tail?.groups?.['hedge'])
  const whole = amountOf(number!, body)
  if (whole === null) return fail('unreadable')
  // 一个半小时, 2吨半: the half belongs to the number.
  const half = scale ? null : HALF.exec(named)
  if (half && !whole.includes('.')) return withHalf(whole, half[1] ?? half[2]!, expected.unit, hedged, fail)
  const amount = whole
  // A heading in 万元 with 12万元 in the cell: the multiplier belongs to the unit.
  const wide = (scale ?? '') + named
  if (expected.unit && scale && wide === foldText(expected.unit)) return withUnit(amount, expected.unit, hedged)
  const exact = shift(amount, POWER[scale ?? ''] ?? 0)
  if (exact === null) return fail('unreadable')
  if (named === '') return withUnit(exact, expected.unit, hedged)
  const unit = unitOf(named)
  if (unit === null) return fail(/[\d一二三四五六七八九十]/.test(named) ? 'several' : 'unreadable')
  if (expected.unit && !sameUnit(unit, foldText(expected.unit))) return fail('unit-mismatch')
  return withUnit(exact, expected.unit ?? unit, hedged)
}

/** No notation of one quantity is longer. */
const LONGEST = 200

/** Folded, without spaces and final stop, with unit signs spelt out: their 2 and 3 are no numbers. */
function plain(value: string): string {
  return foldText(value)
    .replaceAll(' ', '')
    .replace(/\(次\)/g, '次')
    .replace(/km2(?!\d)/gi, '平方公里')
    .replace(/m([23])(?!\d)/gi, (_, power: string) => (power === '2' ? '平方米' : '立方'))
    .replace(/[。.;,]$/, '')
}

const VAGUE =
  /^(?:若干|一些|一批|部分|大量|少量|多|几|数|许多|不少|少许|适量|不详|待定|不定)|[十百千万]几|^半(?!个|天|车|吨)/
const LEAD = '(?:合计|总计|共计|共有|共|计|达到|达)*'
const BEFORE = '(?<before>约|大约|近|将近|接近|超过|超|不足|不到|至少|不少于)*'
const AFTER = '(?<after>余|多|来)?'
const SCALE = '(?<scale>十万|百万|千万|十|百|千|万|亿)?'
const PATTERN = new RegExp(
  `^${LEAD}${BEFORE}\\+?(?<number>\\d+(?:\\.\\d+)?|\\.\\d+)(?<inner>余|多|来)?${SCALE}${AFTER}(?<rest>[^\\d]*?\\d?)$`,
)
const STARTS_CHINESE = new RegExp(`^${LEAD}(?:约|近|超过|超)*[半${CHINESE_NUMERAL}]`)
const CHINESE = new RegExp(
  `^${LEAD}${BEFORE}(?<number>半|[${CHINESE_NUMERAL}]+)(?<inner>余|多|来)?(?<scale>[万亿])?${AFTER}(?<rest>[^\\d]*)$`,
)
const TAIL = /^(?<unit>.*?)(?<hedge>左右|上下|以上|多|余|有余)$/
const POWER: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8 }

const HALF = /^个半(?!个)(.+)$|^([^半]+)半$/

function withHalf(
  whole: string,
  named: string,
  expected: string | undefined,
  hedge: Hedge | undefined,
  fail: (problem: QuantityProblem) => { problem: QuantityProblem; said: string },
): Quantity | { problem: QuantityProblem; said: string } {
  const unit = unitOf(named)
  if (unit === null || !isKnownUnit(unit)) return fail('unreadable')
  if (expected && !sameUnit(unit, foldText(expected))) return fail('unit-mismatch')
  return withUnit(`${whole}.5`, expected ?? unit, hedge)
}

function hedgeOf(word: string | undefined): Hedge | undefined {
  switch (word) {
    case undefined:
      return undefined
    case '余':
    case '有余':
      return '余'
    case '近':
    case '将近':
    case '接近':
    case '不足':
    case '不到':
      return '近'
    case '约':
    case '大约':
    case '左右':
    case '上下':
      return '约'
    default:
      return '多'
  }
}

/** Brackets behind the number that hold no number are a remark: 3处(已清理). */
function stripNote(text: string): string {
  return text.replace(/\([^()\d]*\)$/, '')
}

function amountOf(number: string, body: string): string | null {
  if (/\d/.test(number)) return number
  if (number === '半') return '0.5'
  const value = chineseNumber(number)
  // 一个良好氛围 is no count, but in a quantity column one place is; only a numeral of many bare digits is suspect.
  return value === null || body.length > 24 ? null : String(value)
}

/** The unit at the start of what follows the number; a noun may stand behind it: 处垃圾. Null if it reads as none. */
function unitOf(text: string): string | null {
  const trimmed = text.replace(/^半/, '')
  const lead = leadingUnit(trimmed)
  if (lead !== null) {
    const behind = trimmed.slice(lead.length)
    if (behind === '') return canonicalUnit(trimmed.slice(0, lead.length))
    const doubled = canonicalUnit(trimmed)
    if (doubled !== trimmed) return doubled
    if (/^[\p{Script=Han}()]*$/u.test(behind) && !/[和及与、]/.test(behind)) return canonicalUnit(lead)
    return null
  }
  return /^[\p{Script=Han}A-Za-z%‰²³/·]{1,6}$/u.test(trimmed) && !/[和及与]/.test(trimmed) ? trimmed : null
}

function withUnit(value: string, unit: string | undefined, hedge?: Hedge): Quantity {
  const quantity: Quantity = { value: tidy(value) }
  if (unit) quantity.unit = unit
  if (hedge) quantity.hedge = hedge
  return quantity
}

/** A stored number as the fifteen digits an office program keeps: 0.1 + 0.2 is 0.3. */
function decimalText(value: number): string | null {
  if (!Number.isFinite(value) || value >= 1e15) return null
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  return text.includes('e') ? tidy(rounded.toFixed(20)) : text
}

/** Moves the decimal point to the right, on the digits themselves. */
function shift(number: string, places: number): string | null {
  const [whole = '', fraction = ''] = number.split('.')
  const moved = tidy(`${whole}${fraction.slice(0, places).padEnd(places, '0')}.${fraction.slice(places)}`)
  return moved.split('.')[0]!.length > 15 || moved.length > 30 ? null : moved
}

function tidy(number: string): string {
  const [whole = '', fraction = ''] = number.split('.')
  const kept = fraction.replace(/0+$/, '')
  return (whole.replace(/^0+(?=\d)/, '') || '0') + (kept === '' ? '' : `.${kept}`)
}
