import { dayWords } from '#kernel/days.ts'
import type { Block, Gongwen } from '#kernel/node/office/gongwen-model.ts'
import type { PaperKind, PaperRow } from './paper-schema.ts'

export interface PrintedPaper {
  kind: PaperKind
  number: string
  title: string
  addressee: string
  intro: string
  demands: string
  unit: string
  /** Day it is dated; of a draft the day it is printed. */
  day: string
  facts: string[]
  rows: PaperRow[]
  author: string
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] })
const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, runs: [{ text }] })

/** A paper as an official document: number, addressee, what is wrong, what is asked, and the sign-off. */
export function gongwenOfPaper(paper: PrintedPaper): Gongwen {
  const body = paper.kind === 'bulletin' ? bulletin(paper) : listed(paper)
  return {
    title: paper.title,
    edition: 'clean',
    blocks: [
      { kind: 'title', text: paper.title },
      { kind: 'subtitle', text: paper.number },
      { kind: 'salutation', text: `${paper.addressee.replace(/[：:]$/, '')}：` },
      ...body,
      { kind: 'signoff', unit: paper.unit, date: dayWords(paper.day) },
      ...(RECEIPT.has(paper.kind) ? receipt() : []),
    ],
    meta: { author: paper.author, subject: paper.title, asOf: dayWords(paper.day) },
  }
}

const RECEIPT = new Set<PaperKind>(['dispatch', 'notice', 'supervise'])

function receipt(): Block[] {
  return [
    { kind: 'paragraph', indent: false, runs: [{ text: '签收人：                    签收时间：    年   月   日' }] },
  ]
}

function listed({ intro, demands, rows, day }: PrintedPaper): Block[] {
  const short = (text: string): string => (text === '' ? '' : shortDay(text, day))
  return [
    paragraph(intro),
    {
      kind: 'table',
      columns: [
        { header: '序号', align: 'center' },
        { header: '地点' },
        { header: '问题' },
        { header: '发现日期', align: 'center' },
        { header: '整改时限', align: 'center' },
      ],
      rows: rows.map((row, at) => [
        String(at + 1),
        row.place,
        row.issue,
        short(row.foundOn),
        row.overdue ? `${short(row.due)}（超期）` : short(row.due),
      ]),
    },
    ...lines(demands).map(paragraph),
  ]
}

/** Within the paper's own year the month and day are enough. */
function shortDay(text: string, day: string): string {
  return text.slice(0, 4) === day.slice(0, 4) ? dayWords(text).slice(5) : dayWords(text)
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** 情况、问题、要求, the way a 督查通报 is written; problems by type of point, each numbered. */
function bulletin({ intro, demands, facts, rows }: PrintedPaper): Block[] {
  const groups = [...Map.groupBy(rows, (row) => row.pointType || '其他点位')]
  const found = groups.flatMap(([type, own], at): Block[] => [
    heading(2, `（${NUMERALS[at] ?? at + 1}）${type}`),
    ...own.map((row, index) => paragraph(`${index + 1}.${sentence(row)}`)),
  ])
  return [
    paragraph(intro),
    heading(1, '一、总体情况'),
    ...facts.map(paragraph),
    ...(found.length > 0 ? [heading(1, '二、尚未办结的问题'), ...found] : []),
    heading(1, found.length > 0 ? '三、工作要求' : '二、工作要求'),
    ...lines(demands).map(paragraph),
  ]
}

function sentence({ place, issue, party, foundOn, due, overdue, state }: PaperRow): string {
  const told = [
    `${dayWords(foundOn)}发现`,
    party && `责任单位：${party}`,
    due && `时限${dayWords(due)}${overdue ? '，已超期' : ''}`,
    overdue ? '' : state,
  ]
  return `${place ? `${place}：` : ''}${issue.replace(/[。；;]$/, '')}（${told.filter(Boolean).join('，')}）。`
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
