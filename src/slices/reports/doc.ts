import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'

/**
 * The text of a report as ProseMirror JSON with a closed set of nodes: anything else the browser sends is refused, so
 * what is stored can always be read, frozen and printed.
 *
 *   doc > ( heading 1–3 | paragraph | problems | nextSteps )*      heading, paragraph > ( text | figure )*
 *
 * A `figure` is an inline atom: a question to the ledger, not a number. Whatever value the browser sends with it is
 * thrown away and computed again on every save and at issue.
 */
export const DOC_LIMITS = {
  blocks: 600,
  inlines: 300,
  textNode: 4_000,
  text: 60_000,
  figures: 400,
  groups: 30,
  items: 80,
}

// Line breaks and control characters have no place in one paragraph; a browser never needs to send them.
// oxlint-disable-next-line no-control-regex
const plainText = z.string().regex(/^[^\u0000-\u0008\u000a-\u001f\u007f\ufffc\u2028\u2029]*$/)
const marks = z.array(z.strictObject({ type: z.literal('bold') })).max(1)

/** How the author wants one chip printed; 'default' is the figure's own style. */
export const chipPrint = z.enum(['default', 'exact', 'floor'])

export const figureAttrs = z.strictObject({
  /** Made by the browser; names this place in this report for good. */
  chip: Id,
  key: z.string().min(1).max(120),
  /** Both null: the report's own period. */
  from: DayText.nullable().default(null),
  to: DayText.nullable().default(null),
  print: chipPrint.default('default'),
  // From here on the server's own answer; what a browser sends is read only to be replaced.
  label: z.string().max(200).default(''),
  unit: z.string().max(40).default(''),
  /** Exact decimal text; null when the fact is not known. */
  value: z.string().max(60).nullable().default(null),
  printed: z.string().max(120).default(''),
  /** How many records stand behind it. */
  count: z.number().int().min(0).default(0),
  /** Why there is no value, said to the author: null when all is well. */
  problem: z.string().max(300).nullable().default(null),
})

const text = z.strictObject({
  type: z.literal('text'),
  text: plainText.min(1).max(DOC_LIMITS.textNode),
  marks: marks.optional(),
})
const figure = z.strictObject({ type: z.literal('figure'), attrs: figureAttrs, marks: marks.optional() })
const inline = z.discriminatedUnion('type', [text, figure])
const inlines = z.array(inline).max(DOC_LIMITS.inlines)

/**
 * One 一是…: the open problems of one check item at one point type. The clerk decides shown, order (of the array) and,
 * if wanted, wording; the rest is the server's.
 */
const groupItem = z.strictObject({
  item: z.string().min(1).max(200),
  shown: z.boolean().default(true),
  /** The clerk's own sentence; null = the sentence below. */
  wording: plainText.max(500).nullable().default(null),
  text: z.string().max(600).default(''),
  count: z.number().int().min(0).default(0),
})
const group = z.strictObject({
  /** 楼院, 背街小巷, … */
  pointType: z.string().min(1).max(60),
  shown: z.boolean().default(true),
  items: z.array(groupItem).max(DOC_LIMITS.items).default([]),
})
const groups = z.array(group).max(DOC_LIMITS.groups)
/** 存在的问题, drawn from the open problems. */
const problems = z.strictObject({ type: z.literal('problems'), attrs: z.strictObject({ groups: groups.default([]) }) })
/** 下一步, measures for the same groups in the same order; an item hidden above is hidden here. */
const nextSteps = z.strictObject({
  type: z.literal('nextSteps'),
  attrs: z.strictObject({ groups: groups.default([]) }),
})

const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  content: inlines.optional(),
})
const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inlines.optional() })
const block = z.discriminatedUnion('type', [heading, paragraph, problems, nextSteps])

export const reportDoc = z
  .strictObject({ type: z.literal('doc'), content: z.array(block).max(DOC_LIMITS.blocks) })
  .refine((doc) => textLength(doc) <= DOC_LIMITS.text, `正文超过 ${DOC_LIMITS.text} 字`)
  .refine((doc) => figuresOf(doc).length <= DOC_LIMITS.figures, `数字超过 ${DOC_LIMITS.figures} 处`)

export type ChipPrint = z.infer<typeof chipPrint>
export type FigureAttrs = z.infer<typeof figureAttrs>
export type FigureNode = z.infer<typeof figure>
export type InlineNode = z.infer<typeof inline>
export type GroupItem = z.infer<typeof groupItem>
export type PointGroup = z.infer<typeof group>
export type ProblemsNode = z.infer<typeof problems>
export type BlockNode = z.infer<typeof block>
export type ReportDoc = { type: 'doc'; content: BlockNode[] }

export function figuresOf(doc: ReportDoc): FigureNode[] {
  return doc.content.flatMap((node) =>
    node.type === 'heading' || node.type === 'paragraph'
      ? (node.content ?? []).filter((part): part is FigureNode => part.type === 'figure')
      : [],
  )
}

function textLength(doc: ReportDoc): number {
  let sum = 0
  for (const node of doc.content) {
    if (node.type !== 'heading' && node.type !== 'paragraph') continue
    for (const part of node.content ?? []) if (part.type === 'text') sum += part.text.length
  }
  return sum
}
