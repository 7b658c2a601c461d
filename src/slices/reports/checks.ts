import type { Problem } from '#kernel/problem.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { checkProblems } from './check-problems.ts'
import type { FigureAttrs, InlineNode, ReportDoc } from './doc.ts'
import { blockText, printedBlocks } from './printed-blocks.ts'
import { repeatedPairs, type Sentence } from './repeated-pairs.ts'
import type { Advice } from './schema.ts'
import { findTypedNumbers, type NumberSpan } from './typed-numbers.ts'

/** One printed block laid out for reading: chips stand as U+FFFC in `text`, which is where `at` points. */
interface Passage {
  block: number
  text: string
  chips: { at: number; attrs: FigureAttrs }[]
  typed: NumberSpan[]
}

type Found = { start: number; end: number; problem: Problem }

/** Questions to ask before 定稿, in the order of the text. Pure: the same document always gives the same advice. */
export function adviceOn(doc: ReportDoc, language: 'zh' | 'en' = 'zh'): Advice[] {
  const passages = printedBlocks(doc).map(({ block, content }) => passageOf(block, content))
  const found = passages.flatMap((passage) =>
    RULES.flatMap((rule) => rule(passage)).map((one) => ({ block: passage.block, ...one })),
  )
  for (const pair of repeatedPairs(passages.flatMap(sentencesOf))) {
    const problem = checkProblems['check.same-pair']({
      a: pair.numbers[0],
      b: pair.numbers[1],
      first: pair.first.title,
      second: pair.second.title,
    })
    found.push({ block: pair.second.block, start: pair.second.start, end: pair.second.end, problem })
  }
  return found
    .sort((a, b) => a.block - b.block || a.start - b.start)
    .map(({ block, start, end, problem }) => ({
      block,
      start,
      end,
      code: problem.code,
      message: problem.say(language),
    }))
}

const RULES: ((passage: Passage) => Found[])[] = [
  withoutValue,
  hedgedWrongly,
  mixedUnits,
  withoutDate,
  doubledWords,
  blanks,
  names,
]

function passageOf(block: number, content: InlineNode[]): Passage {
  const chips: Passage['chips'] = []
  let at = 0
  for (const node of content) {
    if (node.type === 'figure') chips.push({ at, attrs: node.attrs })
    at += node.type === 'figure' ? 1 : node.text.length
  }
  const text = blockText(content)
  return { block, text, chips, typed: findTypedNumbers(text) }
}

function withoutValue({ chips }: Passage): Found[] {
  return chips.flatMap(({ at, attrs }) => {
    if (attrs.value === null) {
      const why = attrs.problem ?? ''
      return [{ start: at, end: at + 1, problem: checkProblems['check.no-value']({ label: attrs.label, why }) }]
    }
    if (Number(attrs.value) !== 0) return []
    return [{ start: at, end: at + 1, problem: checkProblems['check.zero']({ label: attrs.label }) }]
  })
}

function hedgedWrongly({ text, chips }: Passage): Found[] {
  const found: Found[] = []
  for (const { at, attrs } of chips) {
    const hedged = /\d[余多]/.test(attrs.printed)
    const printed = Number.parseFloat(attrs.printed)
    if (hedged && attrs.value !== null && printed >= Number(attrs.value)) {
      const problem = checkProblems['check.hedge-not-below']({
        text: attrs.printed,
        exact: `${trimDecimal(attrs.value)}${attrs.unit}`,
      })
      found.push({ start: at, end: at + 1, problem })
    }
    const before = /(?:近|约|大约|将近|逾|超过?)$/.exec(text.slice(Math.max(0, at - 3), at))?.[0]
    const after = /^(?:余|多|左右|上下|以上)/.exec(text.slice(at + 1, at + 4))?.[0]
    if ((hedged && (before || after)) || (before && after)) {
      const said = `${before ?? ''}${attrs.printed}${after ?? ''}`
      found.push({ start: at, end: at + 1, problem: checkProblems['check.hedge-twice']({ text: said }) })
    }
  }
  // A typed 约60余处 hedges twice just the same.
  for (const match of text.matchAll(
    /(?:近|约|将近|逾|超过?)\s*\d+\s*[余多]|\d+\s*[余多]\s*[\u4e00-\u9fff]{1,2}(?:左右|上下)/g,
  )) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      problem: checkProblems['check.hedge-twice']({ text: match[0] }),
    })
  }
  return found
}

const MIXABLE = ['人', '户', '场', '台', '车', '条'].map((base) => ({
  base,
  sum: `${base}次`,
  saysSum: new RegExp(`${base}次[达共计为约近是]*$`),
  saysBase: new RegExp(`${base}数[达共计为约近是]*$`),
}))

function mixedUnits({ text, chips, typed }: Passage): Found[] {
  const numbers = [
    ...chips.map(({ at, attrs }) => ({ start: at, end: at + 1, unit: attrs.unit, printed: attrs.printed })),
    ...typed.map((one) => ({ ...one, unit: /[^\d\s余多,.]+$/.exec(one.text)?.[0] ?? '', printed: one.text })),
  ]
  return numbers.flatMap(({ start, end, unit, printed }) => {
    const before = /[^，。；：、！？\ufffc]*$/.exec(text.slice(Math.max(0, start - 8), start))?.[0] ?? ''
    const after = text.slice(end, end + 2)
    for (const { base, sum, saysSum, saysBase } of MIXABLE) {
      const wrong =
        (unit === base && saysSum.test(before)) ||
        (unit === sum && (saysBase.test(before) || (after.startsWith(base) && after !== `${base}员`)))
      if (!wrong) continue
      const said = `${before.slice(-4)}${printed}${after.startsWith(base) ? base : ''}`
      return [{ start, end, problem: checkProblems['check.unit-mixed']({ text: said, base, sum }) }]
    }
    return []
  })
}

function withoutDate(passage: Passage): Found[] {
  return sentencesIn(passage.text).flatMap(({ start, sentence }) => {
    if (/(?:\d{4}年|\d{1,2}月|\d{1,2}日)/.test(sentence)) return []
    const match = /近期|近日|日前|最近|截[至止]目前|至今|目前为止|到目前/.exec(sentence)
    if (!match) return []
    if (!sentence.includes('\ufffc') && !passage.typed.some((one) => inside(one.start, start, sentence))) return []
    const at = start + match.index
    return [{ start: at, end: at + match[0].length, problem: checkProblems['check.no-date']({ word: match[0] }) }]
  })
}

const REPEATABLE = '提升|改造|整治|建设|治理|清理|宣传|推进|开展|落实|工作|活动|社区|完善|加强'

function doubledWords({ text, chips }: Passage): Found[] {
  const found: Found[] = []
  const add = (start: number, end: number, problem: Problem) => found.push({ start, end, problem })
  for (const match of text.matchAll(new RegExp(`(${REPEATABLE})(?:[\\u4e00-\\u9fff]{2})?\\1`, 'g'))) {
    // 宣传工作、宣传活动 are two things; only inside one run of characters without 和 or a comma is it a slip.
    if (/[和与及、，]/.test(match[0])) continue
    add(match.index, match.index + match[0].length, checkProblems['check.repeated']({ text: match[0], word: match[1] }))
  }
  for (const match of text.matchAll(/([\u4e00-\u9fff]{3,6})\1/g)) {
    add(match.index, match.index + match[0].length, checkProblems['check.repeated']({ text: match[0], word: match[1] }))
  }
  for (const match of text.matchAll(/([的了在是对与和为])\1(?!确)/g)) {
    add(
      match.index,
      match.index + 2,
      checkProblems['check.repeated']({
        text: text.slice(Math.max(0, match.index - 3), match.index + 5),
        word: match[1],
      }),
    )
  }
  for (const match of text.matchAll(/\d+\s*[余多]?个(?=([栋幢处条户项辆间家座支块](?![栋幢]?[长]))[\u4e00-\u9fff])/g)) {
    const said = `${match[0]}${match[1]}`
    add(match.index, match.index + said.length, checkProblems['check.measure-twice']({ text: said }))
  }
  for (const { at, attrs } of chips) {
    const next = text.slice(at + 1, at + 1 + Math.max(1, attrs.unit.length))
    const twice = attrs.unit !== '' && next === attrs.unit && !(attrs.unit === '户' && text[at + 2] === '主')
    if (twice || (attrs.unit === '个' && /^[栋幢处条户项间家座支块]/.test(next))) {
      add(at, at + 2, checkProblems['check.measure-twice']({ text: `${attrs.printed}${next}` }))
    }
  }
  return found
}

function blanks({ text }: Passage): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(/(?:[*＊]{1,3}|[xX×]{1,3}|_{2,4}|○{1,3})(?=[户人家个栋处条名间件场次年月日])/g)) {
    const said = text.slice(match.index, match.index + match[0].length + 1)
    found.push({
      start: match.index,
      end: match.index + said.length,
      problem: checkProblems['check.mask']({ text: said }),
    })
  }
  for (const match of text.matchAll(/(?:面积|资料|共计|累计|合计)(?:平方公里|平方米|份|人次|吨)/g)) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      problem: checkProblems['check.unit-alone']({ text: match[0] }),
    })
  }
  return found
}

/** Names that are themselves inspected on public boards, with the slips commonly made in them. */
const NAMES: [RegExp, string][] = [
  [/15分钟(?!便民生活圈|社区生活圈|生活圈)[\u4e00-\u9fff]{0,4}生活圈/g, '15分钟便民生活圈'],
  [/社会主义(?:核心价观|核心价值(?!观|体系)|心价值观)/g, '社会主义核心价值观'],
  [/志愿服(?!务)/g, '志愿服务'],
  [/截止目前/g, '截至目前'],
]

function names({ text }: Passage): Found[] {
  return NAMES.flatMap(([slip, name]) =>
    [...text.matchAll(slip)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      problem: checkProblems['check.name-misspelt']({ text: match[0], name }),
    })),
  )
}

function sentencesIn(text: string): { start: number; sentence: string }[] {
  return [...text.matchAll(/[^。！？；]+[。！？；]?/g)].map((match) => ({ start: match.index, sentence: match[0] }))
}

function inside(at: number, start: number, sentence: string): boolean {
  return at >= start && at < start + sentence.length
}

function sentencesOf({ block, text, chips, typed }: Passage): Sentence[] {
  return sentencesIn(text).map(({ start, sentence }) => {
    const end = start + sentence.length
    const within = chips.filter(({ at }) => inside(at, start, sentence))
    const byHand = typed
      .filter((one) => inside(one.start, start, sentence))
      .map((one) => ({ key: `typed ${one.start}`, number: Number.parseFloat(one.text) }))
    const figures = within.map(({ attrs }) => ({ key: attrs.key, number: Number.parseFloat(attrs.printed) }))
    let chip = 0
    const title = sentence.replaceAll('\ufffc', () => within[chip++]?.attrs.printed ?? '').slice(0, 24)
    return {
      block,
      start,
      end,
      title,
      numbers: [...figures, ...byHand].filter(({ number }) => Number.isFinite(number)),
    }
  })
}
