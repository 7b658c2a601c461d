import { Document, DocumentGridType } from 'docx'
import { figureLinks } from './figure-links.ts'
import { annexNote, annexPieces, orphanPieces } from './gongwen-annexes.ts'
import { flowPieces } from './gongwen-flow.ts'
import { draftHeaders, pageNumbers } from './gongwen-frame.ts'
import type { Gongwen } from './gongwen-model.ts'
import { FOOTER, HEADER, LINE, PAGE } from './gongwen-page.ts'
import { GONGWEN_STYLES } from './gongwen-styles.ts'
import { pack } from './pack.ts'
import { photoStandIns } from './photo-stand-ins.ts'

/**
 * A Word file (.docx) in the layout of GB/T 9704-2012: A4, 22 lines of 28 characters, official fonts by name.
 * In a draft every printed figure is bookmarked and opens its entry in an annex, and the entry leads back; figures
 * without an entry are gathered in a closing annex, so no link is dead. In a clean copy figures are plain text.
 */
export async function renderGongwen(doc: Gongwen): Promise<Uint8Array> {
  const links = doc.edition === 'draft' ? figureLinks(doc) : undefined
  const annexes = doc.annexes ?? []
  const photos = photoStandIns()
  const body = { links, photos, entered: new Set<string>(), inAnnex: false }
  const annex = { ...body, inAnnex: true }
  const { width, height, ...margins } = PAGE
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: { size: { width, height }, margin: { ...margins, header: HEADER, footer: FOOTER, gutter: 0 } },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        ...(links && { headers: draftHeaders(doc.meta) }),
        footers: pageNumbers(),
        children: [
          ...flowPieces(doc.blocks, body, (keep) => annexNote(annexes, keep)),
          ...annexes.flatMap((one) => annexPieces(one, annex)),
          ...(links ? orphanPieces(links, annexes.length) : []),
        ],
      },
    ],
  })
  return pack(document, GONGWEN_STYLES, { title: doc.title, ...doc.meta }, photos)
}
