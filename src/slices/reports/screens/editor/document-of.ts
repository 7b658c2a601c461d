import { DOC_LIMITS, figureAttrs, type BlockNode, type InlineNode, type PointGroup, type ReportDoc } from '../../doc.ts'

/** What an editor hands out: nodes by name, nothing promised about them. */
export interface LooseNode {
  type?: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: { type: string }[]
  content?: LooseNode[]
}

/**
 * The document the editor holds, as the server takes it: characters it refuses (line breaks within a paragraph,
 * control characters that came with a paste) are left out, and a very long run of text stands in several pieces.
 */
export function documentOf(json: LooseNode): ReportDoc {
  return { type: 'doc', content: (json.content ?? []).map(blockOf) }
}

function blockOf(node: LooseNode): BlockNode {
  if (node.type === 'problems' || node.type === 'nextSteps') {
    return { type: node.type, attrs: { groups: (node.attrs?.groups ?? []) as PointGroup[] } }
  }
  const content = (node.content ?? []).flatMap(inlinesOf)
  const rest = content.length > 0 ? { content } : {}
  if (node.type !== 'heading') return { type: 'paragraph', ...rest }
  const level = Number(node.attrs?.level)
  return { type: 'heading', attrs: { level: level === 1 || level === 2 ? level : 3 }, ...rest }
}

function inlinesOf(node: LooseNode): InlineNode[] {
  const marks = node.marks?.some((mark) => mark.type === 'bold') ? { marks: [{ type: 'bold' as const }] } : {}
  if (node.type === 'figure') return [{ type: 'figure', attrs: figureAttrs.parse(node.attrs), ...marks }]
  const text = cleanText(node.text ?? '')
  const pieces: InlineNode[] = []
  for (let at = 0; at < text.length; at += DOC_LIMITS.textNode) {
    pieces.push({ type: 'text', text: text.slice(at, at + DOC_LIMITS.textNode), ...marks })
  }
  return pieces
}

/** Text without what has no place inside one paragraph. */
export function cleanText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\n\r\u2028\u2029]+/g, ' ').replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffc]/g, '')
}
