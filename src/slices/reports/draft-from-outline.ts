import { dayWords } from '#kernel/days.ts'
import { cutText } from '#kernel/cut-text.ts'
import type { FigurePeriod } from '#kernel/figure.ts'
import { newId } from '#kernel/ids.ts'
import { type BlockNode, figureAttrs, type InlineNode, type ReportDoc } from './doc.ts'
import type { Outline, OutlinePart, OutlineWord } from './outline-parser.ts'
import { periodBefore, periodOfSlot, periodText } from './period.ts'

/** The first text of a report: the outline's prose, its words filled in, its slots as chips still without values. */
export function draftFromOutline(
  outline: Outline,
  period: FigurePeriod,
  community: string,
): { title: string; doc: ReportDoc } {
  const words: Record<OutlineWord, string> = {
    'community.name': community,
    'period.text': periodText(period),
    'period.to': dayWords(period.to),
    'last.text': periodText(periodBefore(period)),
  }
  const content = outline.blocks.map((block): BlockNode => {
    if (!('parts' in block)) return { type: block.kind, attrs: { groups: [] } }
    const inlines = mergeTexts(block.parts.map((part) => inlineOf(part, words, period)))
    return block.kind === 'heading'
      ? { type: 'heading', attrs: { level: block.level }, content: inlines }
      : { type: 'paragraph', content: inlines }
  })
  const title = outline.title
    .map((part) => (part.kind === 'word' ? words[part.word] : part.kind === 'text' ? part.text : ''))
    .join('')
    .trim()
  return { title: cutText(title || `${community}工作汇报`, 120), doc: { type: 'doc', content } }
}

function inlineOf(part: OutlinePart, words: Record<OutlineWord, string>, report: FigurePeriod): InlineNode {
  const marks = part.bold ? { marks: [{ type: 'bold' as const }] } : {}
  if (part.kind !== 'figure') {
    return { type: 'text', text: part.kind === 'word' ? words[part.word] : part.text, ...marks }
  }
  const period = periodOfSlot(part.period, report)
  const attrs = figureAttrs.parse({ chip: newId(), key: part.key, ...period, print: part.print })
  return { type: 'figure', attrs, ...marks }
}

// ProseMirror keeps neighbouring text of equal marks as one node; what is stored should look the same.
function mergeTexts(inlines: InlineNode[]): InlineNode[] {
  const merged: InlineNode[] = []
  for (const node of inlines) {
    const last = merged.at(-1)
    if (node.type === 'text' && last?.type === 'text' && Boolean(node.marks) === Boolean(last.marks)) {
      merged[merged.length - 1] = { ...last, text: last.text + node.text }
    } else merged.push(node)
  }
  return merged
}
