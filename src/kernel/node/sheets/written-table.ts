import { dayAt, isDay } from '#kernel/days.ts'

/** What is written out: a table of columns and rows; the rows may come from a cursor and are never all in memory. */
export interface WrittenSheet {
  name: string
  /** A line above the heading, over the whole width. */
  title?: string
  columns: WrittenColumn[]
  rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>
}

export interface WrittenColumn {
  header: string
  /** In characters of the standard font; by default after the heading. */
  width?: number
  /**
   * number: a number, or an exact decimal as text; day: 'YYYY-MM-DD' or a Date; text: never anything else.
   * Without a type a value is what it is in JavaScript.
   */
  type?: 'text' | 'number' | 'day'
}

export type WrittenValue =
  | { as: 'blank' }
  | { as: 'number'; number: string }
  | { as: 'day'; day: string }
  | { as: 'text'; text: string }

const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** What a value becomes in its column. A value that does not fit its column's type is written as text, not lost. */
export function writtenValue(value: unknown, type: WrittenColumn['type']): WrittenValue {
  if (value === null || value === undefined || value === '') return { as: 'blank' }
  if (type !== 'text') {
    if (typeof value === 'number' || typeof value === 'bigint') {
      return Number.isFinite(Number(value)) ? { as: 'number', number: String(value) } : { as: 'blank' }
    }
    // More than fifteen digits would be rounded by the office program.
    if (
      type === 'number' &&
      typeof value === 'string' &&
      DECIMAL.test(value) &&
      value.replace(/\D/g, '').length <= 15
    ) {
      return { as: 'number', number: value }
    }
    if (value instanceof Date)
      return Number.isFinite(value.getTime()) ? { as: 'day', day: dayAt(value) } : { as: 'blank' }
    if (type === 'day' && typeof value === 'string' && isDay(value)) return { as: 'day', day: value }
  }
  if (typeof value === 'boolean') return { as: 'text', text: value ? '是' : '否' }
  if (value instanceof Date) return { as: 'text', text: Number.isFinite(value.getTime()) ? dayAt(value) : '' }
  const text = Array.isArray(value)
    ? value.join('、')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
  return text === '' ? { as: 'blank' } : { as: 'text', text }
}

/** A text an office program might take for a formula when it is opened as csv or edited: =, +, -, @, also full-width. */
export function looksLikeFormula(text: string): boolean {
  return /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n|]/.test(text) && !DECIMAL.test(text)
}
