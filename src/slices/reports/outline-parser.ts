import type { Problem } from '#kernel/problem.ts'
import type { ChipPrint } from './doc.ts'
import { NAMED_PERIODS, type NamedPeriod, readPeriod, type SlotPeriod } from './period.ts'
import { problems } from './problems.ts'

/**
 * An outline (提纲) is Markdown an office can edit:
 *
 *   # title of the report          once, first
 *   ## 一、…   ### (一)…   #### 1.…   headings of three levels
 *   prose, with **bold**, in paragraphs separated by empty lines
 *   > a hint for whoever fills it in; left out of the report
 *   {{cleanup.garbage.piles}}      a figure; {{key|period=month|print=exact}} with its own period or print
 *   {{community.name}} {{period.text}} {{period.to}} {{last.text}}   words filled in when the report is drafted
 *   {{problems}} {{next-steps}}    alone on a line: drawn from the open problems
 */
export const OUTLINE_WORDS = ['community.name', 'period.text', 'period.to', 'last.text'] as const
export type OutlineWord = (typeof OUTLINE_WORDS)[number]

export type OutlinePart =
  | { kind: 'text'; text: string; bold: boolean }
  | { kind: 'word'; word: OutlineWord; bold: boolean }
  | { kind: 'figure'; key: string; period: SlotPeriod; print: ChipPrint; bold: boolean; line: number }

export type OutlineBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; parts: OutlinePart[]; line: number }
  | { kind: 'paragraph'; parts: OutlinePart[]; line: number }
  | { kind: 'problems' | 'nextSteps'; line: number }

export interface Outline {
  title: OutlinePart[]
  blocks: OutlineBlock[]
  /** What could not be read, by 1-based line. An outline with findings is not used. */
  findings: { line: number; problem: Problem }[]
}

const BLOCK_SLOT = /^\{\{\s*(problems|next-steps)\s*\}\}$/
const UNSUPPORTED = /^(?:[-*+]\s|\||!\[|```|~~~|#{5,}|<)/

/** @param knownKeys figure keys the ledger offers; without them keys are not checked. */
export function parseOutline(source: string, knownKeys?: ReadonlySet<string>): Outline {
  const outline: Outline = { title: [], blocks: [], findings: [] }
  const find = (line: number, problem: Problem) => outline.findings.push({ line, problem })
  let open: { text: string; line: number }[] = []
  const closeParagraph = () => {
    const parts = joinParts(open.flatMap(({ text, line }) => partsOf(text, line, knownKeys, find)))
    if (parts.length > 0) outline.blocks.push({ kind: 'paragraph', parts, line: open[0]!.line })
    open = []
  }
  source.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1
    const text = raw.trim()
    if (text === '' || text.startsWith('>')) return closeParagraph()
    const slot = BLOCK_SLOT.exec(text)
    if (slot) {
      closeParagraph()
      const kind = slot[1] === 'problems' ? 'problems' : 'nextSteps'
      if (outline.blocks.some((block) => block.kind === kind))
        find(line, problems['outline.block-twice']({ slot: text }))
      else outline.blocks.push({ kind, line })
      return
    }
    const heading = /^(#{1,4})\s+(.*)$/.exec(text)
    if (heading) {
      closeParagraph()
      const parts = joinParts(partsOf(heading[2]!, line, knownKeys, find))
      const level = heading[1]!.length - 1
      if (level > 0) outline.blocks.push({ kind: 'heading', level: level as 1 | 2 | 3, parts, line })
      else if (outline.title.length > 0 || outline.blocks.length > 0) find(line, problems['outline.title-place']())
      else if (parts.some((part) => part.kind === 'figure')) find(line, problems['outline.title-figure']())
      else outline.title = parts
      return
    }
    if (UNSUPPORTED.test(text)) find(line, problems['outline.markup']({ mark: text.slice(0, 3).trim() }))
    else open.push({ text, line })
  })
  closeParagraph()
  if (outline.blocks.length === 0 && outline.findings.length === 0) find(1, problems['outline.empty']())
  return outline
}

export function keysOf(outline: Outline): string[] {
  const keys = outline.blocks.flatMap((block) =>
    'parts' in block ? block.parts.flatMap((part) => (part.kind === 'figure' ? [part.key] : [])) : [],
  )
  return [...new Set(keys)]
}

type Find = (line: number, problem: Problem) => void

function partsOf(text: string, line: number, knownKeys: ReadonlySet<string> | undefined, find: Find): OutlinePart[] {
  const parts: OutlinePart[] = []
  const marks = text.split('**')
  if (marks.length % 2 === 0) find(line, problems['outline.bold-open']())
  marks.forEach((piece, index) => {
    const bold = index % 2 === 1
    let at = 0
    while (at < piece.length) {
      const start = piece.indexOf('{{', at)
      const plain = piece.slice(at, start < 0 ? undefined : start)
      if (plain.includes('}}')) find(line, problems['outline.slot-closed']())
      if (plain !== '') parts.push({ kind: 'text', text: plain, bold })
      if (start < 0) break
      const end = piece.indexOf('}}', start)
      if (end < 0) {
        find(line, problems['outline.slot-open']({ text: piece.slice(start, start + 12) }))
        break
      }
      const part = slotOf(piece.slice(start + 2, end), line, bold, knownKeys, find)
      if (part) parts.push(part)
      at = end + 2
    }
  })
  return parts
}

function slotOf(
  inside: string,
  line: number,
  bold: boolean,
  knownKeys: ReadonlySet<string> | undefined,
  find: Find,
): OutlinePart | null {
  const [key = '', ...options] = inside.split('|').map((piece) => piece.trim())
  const fail = (problem: Problem): null => {
    find(line, problem)
    return null
  }
  if (key === '') return fail(problems['outline.slot-empty']())
  if (key === 'problems' || key === 'next-steps') return fail(problems['outline.block-inline']({ slot: `{{${key}}}` }))
  if ((OUTLINE_WORDS as readonly string[]).includes(key)) {
    return options.length > 0
      ? fail(problems['outline.option-unknown']({ option: options[0] }))
      : { kind: 'word', word: key as OutlineWord, bold }
  }
  if (!/^[A-Za-z0-9._~:-]{1,120}$/.test(key)) return fail(problems['outline.key-shape']({ key: key.slice(0, 40) }))
  if (knownKeys && !knownKeys.has(key))
    return fail(problems['outline.key-unknown']({ key, near: nearest(key, knownKeys) }))
  const part: OutlinePart = { kind: 'figure', key, period: 'report', print: 'default', bold, line }
  for (const option of options) {
    const [name, value = ''] = option.split('=').map((piece) => piece.trim())
    if (name === 'period') {
      const period = (NAMED_PERIODS as readonly string[]).includes(value) ? (value as NamedPeriod) : readPeriod(value)
      if (!period) return fail(problems['outline.period-unknown']({ value, known: NAMED_PERIODS.join('、') }))
      if (typeof period !== 'string' && period.from > period.to)
        return fail(problems['outline.period-reversed']({ value }))
      part.period = period
    } else if (name === 'print') {
      if (value !== 'default' && value !== 'exact' && value !== 'floor') {
        return fail(problems['outline.print-unknown']({ value }))
      }
      part.print = value
    } else return fail(problems['outline.option-unknown']({ option: option.slice(0, 40) }))
  }
  return part
}

// Lines of one paragraph run on without a space, as Chinese does; neighbouring text of one weight becomes one piece.
function joinParts(parts: OutlinePart[]): OutlinePart[] {
  const joined: OutlinePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind === 'text' && last?.kind === 'text' && last.bold === part.bold) last.text += part.text
    else joined.push(part.kind === 'text' ? { ...part } : part)
  }
  return joined
}

/** The known key with the longest common beginning, for “do you mean”. */
function nearest(key: string, known: ReadonlySet<string>): string {
  let best = ''
  let length = 2
  for (const other of known) {
    let same = 0
    while (same < other.length && other[same] === key[same]) same += 1
    if (same > length) [best, length] = [other, same]
  }
  return best
}
