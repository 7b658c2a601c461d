import type { InlineNode, ReportDoc } from './doc.ts'
import { sentenceOf } from './problem-groups.ts'

/** A heading or paragraph as it is printed, and which block of the document it came from. */
export interface PrintedBlock {
  block: number
  level: 1 | 2 | 3 | null
  content: InlineNode[]
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 一 … 十, 十一 … 九十九. @param index from 0 */
export function chineseOrdinal(index: number): string {
  const number = index + 1
  if (number <= 10) return NUMERALS[index]!
  const tens = Math.floor(number / 10)
  const ones = number % 10
  return `${tens > 1 ? NUMERALS[tens - 1] : ''}十${ones > 0 ? NUMERALS[ones - 1] : ''}`
}

/**
 * The document with its problem groups written out: （一）楼院测评点位方面, then 一是…。二是…。 Groups go on counting
 * from the second-level headings before them under the same first-level heading.
 */
export function printedBlocks(doc: ReportDoc): PrintedBlock[] {
  const printed: PrintedBlock[] = []
  let seconds = 0
  doc.content.forEach((node, block) => {
    if (node.type === 'paragraph') printed.push({ block, level: null, content: node.content ?? [] })
    else if (node.type === 'heading') {
      if (node.attrs.level === 1) seconds = 0
      if (node.attrs.level === 2) seconds += 1
      printed.push({ block, level: node.attrs.level, content: node.content ?? [] })
    } else {
      const shown = node.attrs.groups
        .map((group) => ({ ...group, items: group.items.filter((item) => item.shown && sentenceOf(item) !== '') }))
        .filter((group) => group.shown && group.items.length > 0)
      for (const group of shown) {
        const title = `（${chineseOrdinal(seconds)}）${group.pointType}测评点位方面`
        seconds += 1
        const only = group.items.length === 1
        const body = group.items
          .map((item, index) => `${only ? '' : `${chineseOrdinal(index)}是`}${sentenceOf(item)}。`)
          .join('')
        printed.push({ block, level: 2, content: [{ type: 'text', text: title }] })
        printed.push({ block, level: null, content: [{ type: 'text', text: body }] })
      }
      if (shown.length === 0) {
        const text =
          node.type === 'problems' ? '经梳理，目前没有未整改的问题。' : '巩固已有成果，坚持日常巡查，发现问题及时整改。'
        printed.push({ block, level: null, content: [{ type: 'text', text }] })
      }
    }
  })
  return printed
}

/** The text of one printed block with every chip as one U+FFFC, so that offsets are those of the editor. */
export function blockText(content: InlineNode[]): string {
  return content.map((part) => (part.type === 'text' ? part.text : '\ufffc')).join('')
}
