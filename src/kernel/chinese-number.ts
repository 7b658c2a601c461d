const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const STEPS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const GROUPS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }

/** Characters a Chinese numeral is made of, for use inside a character class. */
export const CHINESE_NUMERAL = '〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟'

/** 四百零五 → 405, 三万五 → 35000, 二〇二〇 → 2020; null if it is no numeral. */
export function chineseNumber(text: string): number | null {
  if (text === '' || [...text].some((c) => !(c in DIGITS || c in STEPS || c in GROUPS))) return null
  if ([...text].every((c) => c in DIGITS)) {
    return text.length === 1 || text.length <= 8 ? Number([...text].map((c) => DIGITS[c]).join('')) : null
  }
  let total = 0
  let group = 0
  let digit: number | null = null
  /** What a bare last digit counts: 四百二 is 420, but 四百零二 is 402. */
  let tail = 1
  for (const c of text) {
    if (c in DIGITS) {
      if (digit !== null && digit !== 0) return null
      digit = DIGITS[c]!
      if (digit === 0) tail = 1
    } else if (c in STEPS) {
      const step = STEPS[c]!
      group += (digit ?? (step === 10 ? 1 : NaN)) * step
      tail = step / 10
      digit = null
    } else {
      const scale = GROUPS[c]!
      group += digit ?? 0
      if (group === 0) return null
      if (scale === GROUPS['亿']) total = (total + group) * scale
      else total += group * scale
      group = 0
      tail = scale / 10
      digit = null
    }
  }
  if (digit !== null) group += digit * tail
  const value = total + group
  return Number.isFinite(value) ? value : null
}
