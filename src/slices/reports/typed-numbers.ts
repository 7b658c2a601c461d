import { foldText } from './fold-spellings.ts'
import { ABSTRACT_NOUNS, CONCRETE_NOUNS, CONCRETE_UNITS, UNITS } from './number-words.ts'

export interface NumberSpan {
  start: number
  end: number
  text: string
}

/**
 * Numbers typed into prose that count or measure something and so ought to come from the ledger (手填，无台账). Dates,
 * times, deadlines, names with numbers in them, ordinals, list marks, document and telephone numbers and figures of
 * speech are not. A hint for a person, never a refusal: it errs towards showing a number once too often.
 * Offsets are UTF-16 units of `text`; a chip may stand in it as one U+FFFC.
 */
export function findTypedNumbers(text: string): NumberSpan[] {
  return piecesOf(text).flatMap(({ start, piece }) =>
    spansIn(piece).map((span) => ({ start: start + span.start, end: start + span.end, text: span.text })),
  )
}

/** Longer than any sentence an office writes; it bounds the work of the patterns below, which look back and forth. */
const LONGEST = 160

/** Sentences; one without an end is cut where it pauses, or where it must be. */
function piecesOf(text: string): { start: number; piece: string }[] {
  const pieces: { start: number; piece: string }[] = []
  for (const sentence of text.matchAll(/[^。！？；\n]+[。！？；\n]*|[。！？；\n]+/g)) {
    let start = sentence.index
    const end = start + sentence[0].length
    while (end - start > LONGEST) {
      const pause = text.slice(start, start + LONGEST).search(/[，、,][^，、,]*$/)
      const length = pause > LONGEST / 2 ? pause + 1 : LONGEST
      pieces.push({ start, piece: text.slice(start, start + length) })
      start += length
    }
    pieces.push({ start, piece: text.slice(start, end) })
  }
  return pieces
}

function spansIn(text: string): NumberSpan[] {
  const folded = foldText(text)
  const rest = blankOut(folded, NOT_FIGURES)
  const spans = [...arabicSpans(rest), ...chineseSpans(blankOut(rest, NOT_CHINESE)), ...maskSpans(rest)]
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: NumberSpan[] = []
  for (const span of spans) {
    if (span.start < (kept.at(-1)?.end ?? 0)) continue
    kept.push({ ...span, text: text.slice(span.start, span.end) })
  }
  return kept
}

const BLANK = '\u0001'
const UNIT = `(?:${UNITS.map(escaped).join('|')})`
const CONCRETE = `(?:${CONCRETE_UNITS.map(escaped).join('|')})`
const HEDGE_BEFORE = '(?:近|约|逾)?'
const HEDGE = '[余多来几]?'
const TIMES = '[百千万亿]{0,2}'
const DIGITS = String.raw`\d+(?:[, ]\d{3}(?!\d))*(?:\.\d+)?`
const JOINT = '(?:[—–~～\\-至到]{1,2})'
const ARABIC = new RegExp(
  `${HEDGE_BEFORE}${DIGITS}${HEDGE}${TIMES}${HEDGE}(?:${UNIT}?${JOINT}${DIGITS}${TIMES}${HEDGE})?(?:${UNIT})?`,
  'g',
)
const CHINESE_DIGITS = '[一二两三四五六七八九十半][一二两三四五六七八九十百千万亿零〇]*'
const CHINESE = new RegExp(`${HEDGE_BEFORE}(${CHINESE_DIGITS})${HEDGE}(${CONCRETE}|个|城区|农户)(?=(.{0,7}))`, 'gs')
const MASK = new RegExp(
  `${HEDGE_BEFORE}(?<![A-Za-z0-9])(?:[xX×]{1,3}|[*＊]{1,3}|_{2,4}|○{2,3})${HEDGE}${TIMES}${UNIT}`,
  'g',
)

// Each pattern takes out one sort of thing that looks like a quantity and is none. Order matters where one contains
// another: titles and quotations first, then long notations, then single marks.
const YEAR = '(?:19|20)\\d{2}'
const NOT_FIGURES: RegExp[] = [
  /https?:\/\/[\w./?=&%#:-]+/g,
  /《[^》\n]{0,60}》/g,
  // 〔2020〕5号, and any 第…
  /[〔[(【]\s*(?:19|20)\d{2,}\s*[〕\])】]?\s*第?\s*\d*\s*号/g,
  /第\s*\d+(?:[—~\-至、]\d+)*/g,
  // telephone numbers, hotlines, long codes
  /(?:电话|热线|手机|传真|联系方式|拨打|账号|QQ|邮编|编号)\s*[:号是为]?\s*\d[\d\-— ()]{2,}/g,
  /\b0\d{2,3}[-—]\d{7,8}\b|\b1[3-9]\d{9}\b|\b[48]00[-—]\d{3,4}[-—]?\d{3,4}\b/g,
  /\d{3,6}(?=市民热线|政务|热线|平台|举报|便民服务热线)/g,
  /\d{9,}/g,
  // dates
  new RegExp(`${YEAR}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?(?!\\d)`, 'g'),
  new RegExp(`${YEAR}\\s*[—~～\\-至到、]{1,2}\\s*${YEAR}年?`, 'g'),
  /(?:(?:19|20)\d{2}|(?:19|20)?[_xX×*]{2,}|(?<!\d)\d{2})\s*年/g,
  /\d{1,2}\s*[—~～\-至到、]{1,2}\s*\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬)?/g,
  /(?:\d{1,2}|[_xX×*]{2,})月(?:份|底|初|末|中旬|上旬|下旬)?(?:(?:\d{1,2}|[_xX×*]{2,})[日号]?)?/g,
  /(?:\d{1,2}|[_xX×*]{2,})\s*(?:[—~～\-至到、]\s*\d{1,2})?日(?!均)/g,
  // times of day, deadlines, round the clock
  /\d{1,2}:\d{2}(?::\d{2})?/g,
  /(?:上午|下午|晚上?|早上?|凌晨|中午)?\d{1,2}(?:点(?!位|建议|要求)(?:\d{1,2}分|半|整)?|时(?:\d{1,2}分|许|整)?)/g,
  /\d+\s*个?(?:小时|分钟|天|工作日|工作时|周|月)(?:之内|以内|内|时限)|24\s*小时|\d+\s*[×xX*]\s*24/g,
  // names of plans and of things with a number in them
  /\d+年(?=行动|攻坚|计划|规划|方案|目标|提升|任务|实施|工作|创建)|\d+天(?=工作|攻坚|行动|会战|方案|“)/g,
  /(?<=攻坚年|在|用)\d+天(?=[“"]|方案)/g,
  /\d+\s*分钟(?=.{0,6}圈)/g,
  /[\dA-Za-z]+(?:[+][\dA-Za-z]+)+|\d+[+](?=\D)/g,
  // Letters beside a digit are codes (A4, 5G, a file name), unless they are a unit of measure.
  /[A-Za-z][A-Za-z0-9_]*[-_./]?\d[\w./-]*/g,
  /\d+(?:[A-Za-z]+\d[\w]*|(?!(?:m2|m²|m³|km|kg|m|t)(?![A-Za-z]))[A-Za-z]+)/g,
  // addresses, roads, houses
  /\d+\s*[—\-、]?\s*\d*\s*[号#](?:\d+(?:幢|栋|楼|单元|室|铺))?(?:楼\d+(?:单元|室))?/g,
  /\d+(?:单元|室(?!内)|楼(?!栋|院|道|门)|国道|省道|县道|线(?!路|缆|杆))/g,
  /(?<=村|社区|居委会)\d+组/g,
  // ranks, ages, editions
  /(?:前|后|倒数|排名|top)\s*\d+\s*(?:名|位)?/gi,
  /\d+(?:周?岁|后(?!,)|周年|届|季度|星级?|强|号)/g,
  // marks of lists and pages
  /共\s*\d+\s*[字页]|\d+\s*\/\s*\d+|\[\d+\]/g,
  /(?<=^|[\n。;:!！?？\s])\(?\d{1,2}(?:[.、)]|\)[、.]?)(?!\d)/g,
  /\(\d{1,2}\)/g,
  // a short quotation is a name, not a statement: “4050”人员
  /[“"「『‘][^”"」』’\n]{0,10}[”"」』’]/g,
]

const NOT_CHINESE: RegExp[] = [
  /第[一二两三四五六七八九十百]+(?:个|次|场|批|期|支|条|家|名)?/g,
  /[(][一二三四五六七八九十]+[)]|(?<=^|[\n。;:\s])[一二三四五六七八九十]+、/g,
  /[一二三四五六七八九十]+(?:是|要|则|曰)(?=\S)/g,
  /[一二三四五六七八九〇零十]{1,4}年(?:[一二三四五六七八九十]{1,2}月)?(?:[一二三四五六七八九十]{1,3}日)?|[一二三四五六七八九十]{1,2}月(?:份|[一二三四五六七八九十]{1,3}日)?/g,
  /(?:周|星期|礼拜)[一二三四五六日]/g,
  // 一户一策, 三整治三提升, 一墙四版三栏: numerals that answer each other
  /(?:[一二两三四五六七八九十][^\d\s,。;、一二两三四五六七八九十]{1,3}){2,}[一二两三四五六七八九十][^\d\s,。;、]/g,
  /([一二三四五六七八九])[^\d\s,。;]{1,2}[一二三四五六七八九](?=[^\d\s,。;个处条户])[^\d\s,。;]{1,2}(?=[,。;、”]|$)/g,
  /[一二两三四五六七八九十]+(?:方面|环节|层面|维度|体系|机制|不放过|到位|结合|坚持|必须|确保|带头)/g,
  /万无一失|千家万户|百家争鸣|一一|十分|百分之/g,
]

function blankOut(text: string, patterns: RegExp[]): string {
  let out = text
  for (const pattern of patterns) out = out.replace(pattern, (found) => BLANK.repeat(found.length))
  return out
}

function arabicSpans(text: string): NumberSpan[] {
  return [...text.matchAll(ARABIC)].map((found) => spanOf(found.index, found[0]))
}

function maskSpans(text: string): NumberSpan[] {
  return [...text.matchAll(MASK)].map((found) => spanOf(found.index, found[0]))
}

function chineseSpans(text: string): NumberSpan[] {
  const spans: NumberSpan[] = []
  for (const found of text.matchAll(CHINESE)) {
    const [all, numeral = '', unit = '', after = ''] = found
    if (countsThings(numeral, unit, after, text.slice(0, found.index))) spans.push(spanOf(found.index, all))
  }
  return spans
}

function countsThings(numeral: string, unit: string, after: string, before: string): boolean {
  if (ABSTRACT_NOUNS.some((noun) => after.startsWith(noun))) return false
  if (unit === '个') {
    if (numeral === '一') return false
    return CONCRETE_NOUNS.some((noun) => after.slice(0, 6).includes(noun))
  }
  if (numeral !== '一') return !'半'.includes(numeral) || unit === '个月' || unit.endsWith('小时') || unit === '天'
  // 一 is mostly an article (一次活动, 一支队伍); it counts at the end of a list (打印机一台。) and with things of one sort.
  if (before.endsWith('各')) return true
  if ('辆台吨'.includes(unit)) return true
  return '套支座栋间户块份袋车'.includes(unit) && /^(?:[,。;、\s]|$)/.test(after) && !before.endsWith('每')
}

function spanOf(start: number, text: string): NumberSpan {
  return { start, end: start + text.length, text }
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
