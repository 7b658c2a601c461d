import { Paragraph } from 'docx'
import type { FigureLinks } from './figure-links.ts'
import { backLinks, bookmarked, plainRuns } from './figure-runs.ts'
import { type BlockPlace, type Piece, titleParagraph } from './gongwen-blocks.ts'
import { flowPieces } from './gongwen-flow.ts'
import type { Annex } from './gongwen-model.ts'
import { CHARACTER, LINE, TEXT_WIDTH } from './gongwen-page.ts'
import { STYLE } from './gongwen-styles.ts'
import { printableLine } from './printable.ts'
import { ruledTable } from './ruled-table.ts'
import { textWidth } from './text-width.ts'

/** 附件说明: one line below the text, two characters in, names aligned under one another. */
export function annexNote(annexes: Annex[], keep: boolean): Paragraph[] {
  return annexes.map((annex, at) => {
    const number = annexes.length > 1 ? `${at + 1}.` : ''
    const hanging = (at === 0 ? 3 : 0) + textWidth(number)
    const left = 5 + textWidth(number)
    return new Paragraph({
      style: STYLE.flush,
      keepNext: keep || at < annexes.length - 1,
      indent: { left: left * CHARACTER, hanging: hanging * CHARACTER },
      spacing: { before: at === 0 ? LINE : 0, after: 0 },
      children: plainRuns(`${at === 0 ? '附件：' : ''}${number}${printableLine(annex.title)}`),
    })
  })
}

/** An annex starts a page: its label at the left edge, its title centred, then its blocks. */
export function annexPieces(annex: Annex, place: BlockPlace): Piece[] {
  return [...annexHead(annex.label, annex.title), ...flowPieces(annex.blocks, place)]
}

/** The closing annex of a draft: every figure that no other annex explains, with its way back. */
export function orphanPieces(links: FigureLinks, annexCount: number): Piece[] {
  if (links.orphans.length === 0) return []
  const rows = links.orphans.map((id, at) => {
    const entry = links.entry(id)
    const printed = entry.printed.join('、')
    return [
      { text: String(at + 1) },
      { text: printed, children: bookmarked(entry.mark, plainRuns(printed)) },
      { text: entry.note ?? '' },
      { text: entry.backTo.map((_, n) => `第${n + 1}处`).join('、'), children: backLinks(entry.backTo) },
    ]
  })
  const columns = [
    { header: '序号', width: 4, align: 'center' as const },
    { header: '正文写作', width: 10 },
    { header: '说明', width: 18 },
    { header: '返回正文', width: 8 },
  ]
  const style = { cell: STYLE.cell, head: STYLE.cellHead }
  return [
    ...annexHead(annexCount === 0 ? '附件' : `附件${annexCount + 1}`, '未附明细的数据'),
    ruledTable({ width: TEXT_WIDTH, columns, rows, style, character: 240 }),
    new Paragraph({ style: STYLE.cell }),
  ]
}

function annexHead(label: string, title: string): Paragraph[] {
  return [
    new Paragraph({ style: STYLE.annexLabel, pageBreakBefore: true, children: plainRuns(printableLine(label)) }),
    titleParagraph(title, STYLE.annexTitle),
  ]
}
