import { BookmarkEnd, BookmarkStart, InternalHyperlink, type ParagraphChild, TextRun, UnderlineType } from 'docx'
import type { FigureLinks, Mark } from './figure-links.ts'
import { isFigure, type Run } from './gongwen-model.ts'
import { printable } from './printable.ts'

/** Blue with a dotted line under it: seen on a screen, quiet on paper. */
const LINKED = { color: '1F4E79', underline: { type: UnderlineType.DOTTED, color: '1F4E79' } }

/** Runs as Word runs. With `links` every figure is bookmarked and opens its annex entry, without it is plain text. */
export function figureRuns(runs: Run[], links?: FigureLinks): ParagraphChild[] {
  return runs.flatMap((run) => {
    if (!isFigure(run)) return plainRuns(run.text, run.bold ? { bold: true } : {})
    if (links === undefined) return plainRuns(run.figure.text)
    const { mark, opens } = links.occurrence(run.figure.id)
    return bookmarked(mark, [new InternalHyperlink({ anchor: opens, children: plainRuns(run.figure.text, LINKED) })])
  })
}

/** The library's own Bookmark numbers them over the whole process; ours count from 1 so that equal input gives equal output. */
export function bookmarked(mark: Mark, children: ParagraphChild[]): ParagraphChild[] {
  const start = new BookmarkStart(mark.name, mark.number) as unknown as ParagraphChild
  const end = new BookmarkEnd(mark.number) as unknown as ParagraphChild
  return [start, ...children, end]
}

/** Text with its line ends kept, as one run per line. */
export function plainRuns(text: string, format: Record<string, unknown> = {}): TextRun[] {
  return printable(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }), ...format }))
}

/** What a figure's annex entry says under its heading: how the text prints it, and the ways back. */
export function backLinkLine(entry: { backTo: string[]; printed: string[]; note?: string }): ParagraphChild[] {
  const note = entry.note ? `（${entry.note}）` : ''
  return [...plainRuns(`正文写作：${entry.printed.join('、')}${note}　返回正文：`), ...backLinks(entry.backTo)]
}

/** 第1处、第2处 …, each leading to one bookmark. */
export function backLinks(backTo: string[]): ParagraphChild[] {
  return backTo.flatMap((anchor, at) => [
    ...(at > 0 ? plainRuns('、') : []),
    new InternalHyperlink({ anchor, children: plainRuns(`第${at + 1}处`, LINKED) }),
  ])
}
