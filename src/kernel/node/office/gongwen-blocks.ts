import { AlignmentType, HeadingLevel, LineRuleType, Paragraph, type Table } from 'docx'
import { entryIdOf, type FigureLinks } from './figure-links.ts'
import { backLinkLine, bookmarked, figureRuns, plainRuns } from './figure-runs.ts'
import { type Block, isFigure, type Run } from './gongwen-model.ts'
import { CHARACTER, LINE, SIZE, TEXT_WIDTH } from './gongwen-page.ts'
import { STYLE } from './gongwen-styles.ts'
import { photoRows } from './photo-rows.ts'
import type { PhotoStandIns } from './photo-stand-ins.ts'
import { printable, printableLine } from './printable.ts'
import { type Cell, ruledTable } from './ruled-table.ts'
import { textWidth } from './text-width.ts'
import { titleLines } from './title-lines.ts'

export type Piece = Paragraph | Table

const HEADING = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const
/** 二号 is 22 pt wide. */
const TITLE_LIMIT = Math.floor((TEXT_WIDTH / 440) * 2) / 2
/** In twips. */
const TITLE_LINE = 700
/** A round seal is about 42 mm across, its upper edge at most one line below the text. */
const SEAL_ROOM = 3 * LINE
/** Characters the date stands in from the right. */
const DATE_INDENT = 4

export interface BlockPlace {
  links?: FigureLinks | undefined
  /** Annex entries are bookmarked once; a second heading for the same figure stays plain. */
  entered: Set<string>
  inAnnex: boolean
  photos: PhotoStandIns
}

/** One block as paragraphs and tables. `starts` puts it on a new page; a sign-off as `next` takes its end along. */
export function blockPieces(block: Block, place: BlockPlace, starts = false, next?: Block): Piece[] {
  const flow = { ...(starts && { pageBreakBefore: true }), ...(next?.kind === 'signoff' && { keepNext: true }) }
  switch (block.kind) {
    case 'title':
      return [titleParagraph(block.text, STYLE.title, flow, next?.kind === 'subtitle' ? 60 : 300)]
    case 'subtitle':
      return [new Paragraph({ style: STYLE.subtitle, ...flow, children: plainRuns(block.text) })]
    case 'salutation':
      return [new Paragraph({ style: STYLE.flush, ...flow, children: plainRuns(block.text) })]
    case 'heading':
      return headingPieces(block, place, flow)
    case 'paragraph': {
      const style = block.indent === false ? STYLE.flush : STYLE.body
      return [new Paragraph({ style, ...flow, children: figureRuns(block.runs, place.links) })]
    }
    case 'table':
      return tablePieces(block, place, starts)
    case 'photos':
      if (block.items.length === 0) return []
      return [...(starts ? [spacer(true)] : []), photoRows(block.items, place.photos), spacer(false)]
    case 'signoff':
      return signoff(printableLine(block.unit), printableLine(block.date), flow)
    case 'pageBreak':
      return []
  }
}

/** Title lines are broken by us and followed by room, at least `gap`, that brings the text back onto the line grid. */
export function titleParagraph(text: string, style: string, flow: object = {}, gap = 300): Paragraph {
  const lines = titleLines(printable(text), TITLE_LIMIT)
  const height = Math.max(1, lines.length) * TITLE_LINE
  const after = Math.ceil((height + gap) / LINE) * LINE - height
  return new Paragraph({
    style,
    ...flow,
    spacing: { before: 0, after, line: TITLE_LINE, lineRule: LineRuleType.EXACT },
    children: plainRuns(lines.join('\n')),
  })
}

function headingPieces(block: Block & { kind: 'heading' }, place: BlockPlace, flow: object): Piece[] {
  const heading = HEADING[block.level - 1]!
  const id = place.inAnnex ? entryIdOf(block) : undefined
  if (place.links === undefined || id === undefined) {
    return [new Paragraph({ heading, ...flow, children: figureRuns(block.runs, place.links) })]
  }
  const text = plainRuns(block.runs.map(textOf).join(''))
  if (place.entered.has(id)) return [new Paragraph({ heading, ...flow, children: text })]
  place.entered.add(id)
  const entry = place.links.entry(id)
  const marked = new Paragraph({ heading, ...flow, children: bookmarked(entry.mark, text) })
  if (entry.backTo.length === 0) return [marked]
  return [marked, new Paragraph({ style: STYLE.backLink, children: backLinkLine(entry) })]
}

function tablePieces(block: Block & { kind: 'table' }, place: BlockPlace, starts: boolean): Piece[] {
  const rows = block.rows.map((row) =>
    row.map((cell): Cell => {
      if (typeof cell === 'string') return { text: printable(cell) }
      return { text: printable(cell.map(textOf).join('')), children: figureRuns(cell, place.links) }
    }),
  )
  const caption = new Paragraph({
    style: STYLE.caption,
    ...(starts && { pageBreakBefore: true }),
    children: plainRuns(block.caption ?? ''),
  })
  const before = block.caption === undefined ? (starts ? [spacer(true)] : []) : [caption]
  if (block.columns.length === 0) return before
  const total = block.total?.map(printable)
  const style = { cell: STYLE.cell, head: STYLE.cellHead }
  const table = ruledTable({ width: TEXT_WIDTH, columns: block.columns, rows, total, style, character: SIZE.小四 * 10 })
  return [...before, table, spacer(false)]
}

/** Between tables, which would otherwise grow together, and before one that starts a page. */
function spacer(starts: boolean): Paragraph {
  const spacing = { before: 0, after: 0, line: starts ? 20 : 240, lineRule: LineRuleType.EXACT }
  return new Paragraph({ style: STYLE.cell, ...(starts && { pageBreakBefore: true }), spacing })
}

/**
 * Unit over date, the unit centred on the date, the date ending four characters from the right. A unit too long for
 * that stands at the right edge, and the date is centred under it.
 */
function signoff(unit: string, date: string, flow: object): Paragraph[] {
  const overhang = (textWidth(unit) - textWidth(date)) / 2
  const unitIndent = Math.max(0, DATE_INDENT - overhang)
  const dateIndent = unitIndent + overhang
  const line = (text: string, characters: number, more: object) =>
    new Paragraph({
      style: STYLE.flush,
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(Math.max(0, characters) * CHARACTER) },
      keepLines: true,
      ...more,
      children: plainRuns(text),
    })
  return [
    line(unit, unitIndent, { ...flow, keepNext: true, spacing: { before: SEAL_ROOM, after: 0 } }),
    line(date, dateIndent, {}),
  ]
}

function textOf(run: Run): string {
  return isFigure(run) ? run.figure.text : run.text
}
