import { formatValue } from 'hucre'

/** Formats the file only names by number; those of the Chinese office programs among them (27–36, 50–58). */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

export interface NumberFormat {
  /** A day, a clock time or both. */
  date: boolean
  show(value: number): string
}

const GENERAL: NumberFormat = { date: false, show: plainNumber }

/** The format of number `id`, with the code the file gives for it if it does. */
export function numberFormat(id: number, code: string | undefined, date1904: boolean): NumberFormat {
  const format = code ?? BUILT_IN[id]
  if (!format || format.length > 300 || (/general|@/i.test(format) && !/["\\]/.test(format))) return GENERAL
  const date = isDateFormat(format)
  if (/^general/i.test(format)) return literalAfterGeneral(format)
  // A column of days repeats the same few hundred values.
  const shown = new Map<number, string>()
  return {
    date,
    show(value) {
      let text = shown.get(value)
      if (text === undefined) {
        text = safely(value, format, date1904)
        if (shown.size < 20_000) shown.set(value, text)
      }
      return text
    },
  }
}

function safely(value: number, format: string, date1904: boolean): string {
  try {
    return formatValue(value, format, { is1904: date1904 }) || plainNumber(value)
  } catch {
    return plainNumber(value)
  }
}

/** `General"处"`: the number, then a unit the format adds. */
function literalAfterGeneral(format: string): NumberFormat {
  const literal = /^general\s*"([^"]*)"$/i.exec(format)?.[1] ?? ''
  return { date: false, show: (value) => plainNumber(value) + literal }
}

function isDateFormat(format: string): boolean {
  const bare = format
    .replace(/"[^"]*"|\\./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';')[0]!
  return /[ymdhs]/i.test(bare)
}

/** As the office programs keep numbers: 0.1 + 0.2 is 0.3. */
export function fifteenDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15))
}

export function plainNumber(value: number): string {
  return String(fifteenDigits(value))
}
