import { cutText } from '#kernel/cut-text.ts'

/**
 * A list of problems as a superior or a hotline sends it, in a chat or a document: one problem a line, numbered in any
 * of the ways offices number, gathered under headings that name a place. Nothing is dropped: what is taken for no
 * problem comes back as left.
 */
export interface ListedProblem {
  /** Line of the text, or row of the sheet, counted from 1. */
  line: number
  /** The heading or column that names the place; '' when there is none. */
  where: string
  issue: string
  /** 责任单位 as written. */
  party: string
  /** 时限 as written. */
  due: string
}

export interface PastedList {
  items: ListedProblem[]
  left: { line: number; text: string }[]
}

const NUMERAL = '[一二三四五六七八九十百]{1,4}'
/** 1、 2. 3） (4) （五） 六、 ① 七是 第八， */
const MARK = new RegExp(
  `^\\s*(?:[（(](?:\\d{1,3}|${NUMERAL})[）)][、.．]?|\\d{1,3}(?:[、)）．:：]|\\.(?!\\d)|\\.(?=\\d{1,3}(?:号|单元|栋|幢|楼|排|层|#)))|第?${NUMERAL}(?:[、.．]|是(?!否)|，)|[①-⑳]|[-•·●■◆*]\\s+)\\s*`,
)
// A place where another numbered problem begins in the middle of a line.
const NEXT = new RegExp(
  `(?<=[。；;：:\\s])(?=(?:[（(](?:\\d{1,3}|${NUMERAL})[）)]|\\d{1,3}(?:[、)）．]|\\.(?!\\d))|${NUMERAL}是(?!否)|[①-⑳]))`,
)
const LONGEST_HEADING = 24
const LEAST = 4
/** No sentence is longer; what is comes back as left. */
const LONGEST_LINE = 4_000

/** @param isPlace whether words are the name of a place the community knows, and nothing else */
export function readPastedList(text: string, isPlace: (words: string) => boolean): PastedList {
  const pieces = text.split(/\r\n|[\r\n]/).flatMap((line, at) => piecesOf(line, at + 1, isPlace))
  const marked = pieces.filter((piece) => piece.marked).length
  const items: ListedProblem[] = []
  const left: PastedList['left'] = []
  let where = ''
  for (const piece of pieces) {
    if (piece.heading !== undefined) {
      where = piece.heading
      continue
    }
    const { issue, party, due } = parted(piece.words)
    // In a numbered list, lines without a number are greetings and orders.
    const isProblem =
      issue.length >= LEAST && piece.words.length < LONGEST_LINE && (piece.marked || marked < 2) && !ORDER.test(issue)
    if (isProblem) items.push({ line: piece.line, where: piece.where ?? where, issue, party, due })
    else left.push({ line: piece.line, text: piece.words })
  }
  return { items, left }
}

const ORDER =
  /^(?:收到|请(?:各|及时|立即|于|在|尽快|按)|各(?:社区|单位|科室|部门)|以上(?:问题|情况)|现将|经(?:检查|督查|暗访).{0,30}(?:如下|问题)[：:]?$|特此通知|抄送|联系人)/

interface Piece {
  line: number
  words: string
  marked: boolean
  heading?: string
  where?: string
}

function piecesOf(line: string, number: number, isPlace: (words: string) => boolean): Piece[] {
  if (line.trim() === '') return []
  if (line.length > LONGEST_LINE) return [{ line: number, words: cutText(line, LONGEST_LINE), marked: false }]
  const split = line.split(NEXT).filter((part) => part.trim() !== '')
  const [first = '', ...others] = split
  const mark = MARK.exec(first)
  const words = clean(mark ? first.slice(mark[0].length) : first)
  const heading = headingOf(words, others.length > 0, isPlace)
  const rest = others.map((part): Piece => ({ line: number, words: clean(part.replace(MARK, '')), marked: true }))
  if (heading) {
    const body = heading.rest === '' ? [] : [{ line: number, words: heading.rest, marked: true }]
    return [{ line: number, words, marked: false, heading: heading.name }, ...body, ...rest]
  }
  // 存在以下问题：一是… names no place and is no problem.
  if (others.length > 0 && !mark && /[：:]$/.test(words)) return rest
  return [{ line: number, words, marked: mark !== null || others.length > 0 }, ...rest]
}

const clean = (text: string): string => text.replace(/[\s;；]+$/g, '').trim()

/** 【槐荫小区】 · 槐荫小区： · 槐荫小区：垃圾满溢 · 槐荫小区 */
function headingOf(
  words: string,
  more: boolean,
  isPlace: (words: string) => boolean,
): { name: string; rest: string } | null {
  const bracketed = /^[【[〔《]([^】\]〕》]{2,24})[】\]〕》]\s*[：:]?\s*(.*)$/.exec(words)
  if (bracketed) return { name: bracketed[1]!.trim(), rest: bracketed[2]! }
  const name = words.replace(/[（(]\s*(?:共)?\d+\s*(?:处|个|项|条|件)(?:问题)?\s*[）)]/, '')
  const colon = /^([^：:，,。]{2,24})[：:]\s*(.*)$/.exec(name)
  if (colon && !LABEL.test(colon[1]!)) {
    const [, head = '', rest = ''] = colon
    if (isPlace(head) || ((rest === '' || more) && !ADDRESSED.test(head) && !SAYS.test(head)))
      return { name: head.trim(), rest }
    return null
  }
  const whole = name.replace(/[：:]$/, '').trim()
  if (whole.length > LONGEST_HEADING) return null
  // A place the register does not know yet is told by the count behind it, or by what it is called.
  const counted = name !== words && whole.length <= LONGEST_NAME
  const called = PLACELIKE.test(whole) && whole.length <= LONGEST_NAME && !SAYS.test(whole)
  return isPlace(whole) || counted || called ? { name: whole, rest: '' } : null
}

/** Words before a colon that name no place. */
const LABEL =
  /^(?:存在)?(?:的)?(?:主要)?(?:问题|情况|诉求|内容|描述|反映)(?:描述|内容|情况|如下)?$|责任|时限|限期|要求|整改/
const ADDRESSED = /各|通知|如下|以下|领导|同志|清单|汇总/
const PLACELIKE = /(?:小区|家属院|家园|花园|号院|大院|巷|胡同|社区|市场|广场|公园|网格)$/
const LONGEST_NAME = 14
const SAYS = /[有无未被乱破缺脏损堆积占满停]/

const PARTY =
  /[，,；;。（(\s]{0,6}(?:整改)?(?:责任单位|责任人|责任部门|承办单位|牵头单位)\s*[：:]\s*([^，,；;。）)\s]{2,30})\s*/
const SPACE = String.raw`[，,；;。（(\s]{0,6}`
const ASKED = '(?:请|须|务必|应)?(?:限期|限)?(?:于|在)?'
const DONE = '(?:完成|整改|办结|到位|完毕)'
const DAY = String.raw`(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底)`
const SPAN = String.raw`(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|小时|天|日)`
/** 时限：… · 请于6月20日前整改到位 · 限3日内 · 3日内整改到位; 3日内 alone may be part of the problem. */
const DUE = new RegExp(
  [
    `${SPACE}(?:(?:整改|办结|完成)?(?:时限|期限)|限期)\\s*[：:]?\\s*((?:[^，,；;。）)\\s]){1,20})\\s*`,
    `${SPACE}${ASKED}(${DAY})(?:之?前)${DONE}*\\s*`,
    `${SPACE}限(?:于|在)?(${SPAN}(?:之内|以内|内)?)${DONE}*\\s*`,
    `${SPACE}${ASKED}(${SPAN}(?:之内|以内|内))${DONE}+\\s*`,
  ].join('|'),
)

/** What a line says besides the problem: who is to do it, and by when. */
function parted(words: string): Pick<ListedProblem, 'issue' | 'party' | 'due'> {
  const label = /^(?:存在)?(?:的)?(?:主要)?(?:问题|诉求|反映)(?:描述|内容|情况)?\s*[：:]\s*/
  let rest = words.replace(label, '')
  const party = PARTY.exec(rest)
  if (party) rest = cut(rest, party)
  const due = DUE.exec(rest)
  if (due) rest = cut(rest, due)
  const issue = rest.replace(/[（(]\s*[）)]/g, '').replace(/^[，,；;。、\s]+|[，,；;。、\s]+$/g, '')
  return { issue, party: party?.[1] ?? '', due: (due?.slice(1).find((words) => words !== undefined) ?? '').trim() }
}

/** Takes a match out; a bracket it opened goes with the one that closed it. */
function cut(text: string, match: RegExpExecArray): string {
  const before = text.slice(0, match.index)
  const after = text.slice(match.index + match[0].length)
  const opened = (match[0].match(/[（(]/g)?.length ?? 0) > (match[0].match(/[）)]/g)?.length ?? 0)
  return (
    before +
    (opened
      ? after.replace(/^[^（(]*?[）)]/, (closing) => (closing.length > 1 ? `，${closing.slice(0, -1)}` : ''))
      : after)
  )
}
