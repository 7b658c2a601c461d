import { dayWords } from '#kernel/days.ts'
import type { Annex, Block, Gongwen, Run } from '#kernel/node/office/gongwen-model.ts'
import type { InlineNode } from './doc.ts'
import { type PrintedBlock, printedBlocks } from './printed-blocks.ts'
import type { ReportDoc } from './doc.ts'

/** A figure is one entry of the annex per question asked, however many sentences print it. */
export function entryId(key: string, from: string, to: string): string {
  return `${key} ${from} ${to}`
}

export interface Letterhead {
  title: string
  unit: string
  /** Day of issue, or of printing while it is a draft. */
  day: string
  from: string
  to: string
  author: string
}

/** A report as an official document: title, body, sign-off, and in a 底稿 the annexes its figures open. */
export function gongwenOf(
  doc: ReportDoc,
  head: Letterhead,
  edition: 'clean' | 'draft',
  annexes: Annex[] = [],
): Gongwen {
  const body = printedBlocks(doc).filter((block) => block.content.length > 0)
  return {
    title: head.title,
    edition,
    blocks: [
      { kind: 'title', text: head.title },
      ...body.map((block) => blockOf(block, head)),
      { kind: 'signoff', unit: head.unit, date: dayWords(head.day) },
    ],
    annexes,
    meta: { author: head.author, subject: head.title, asOf: dayWords(head.day) },
  }
}

function blockOf({ level, content }: PrintedBlock, period: { from: string; to: string }): Block {
  const runs = content.map((node) => runOf(node, period))
  return level === null ? { kind: 'paragraph', runs } : { kind: 'heading', level, runs }
}

function runOf(node: InlineNode, period: { from: string; to: string }): Run {
  if (node.type === 'text') return node.marks ? { text: node.text, bold: true } : { text: node.text }
  const { key, printed, label, from, to } = node.attrs
  return { figure: { id: entryId(key, from ?? period.from, to ?? period.to), text: printed, note: label } }
}
