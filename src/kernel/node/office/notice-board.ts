import { Document, Paragraph, type Table } from 'docx'
import { plainRuns } from './figure-runs.ts'
import { dutyTable, factRows, factTable, fitting } from './notice-board-tables.ts'
import type { NoticeBoard, NoticePlace } from './notice-board-model.ts'
import { NOTICE, NOTICE_PAGE, NOTICE_STYLES, NOTICE_TABLES_HEIGHT, NOTICE_WIDTH } from './notice-board-styles.ts'
import { pack } from './pack.ts'
import { printableLine } from './printable.ts'
import { textWidth } from './text-width.ts'

/** More people than this go on to another page of the same place. */
const MOST_PEOPLE = 16

/** The boards of one or several places (.docx, A4 across), each on a page of its own, sized to be read from a step away. */
export async function renderNoticeBoard(board: NoticeBoard): Promise<Uint8Array> {
  const pages = board.places.flatMap(pagesOf)
  const children = pages.flatMap((place, at) => boardPieces(board, place, at > 0))
  const document = new Document({
    sections: [{ properties: { page: NOTICE_PAGE }, children }],
  })
  const title = `${board.community}${board.heading ?? HEADING}`
  return pack(document, NOTICE_STYLES, { title, author: board.community })
}

const HEADING = '包抓责任公示牌'

function pagesOf(place: NoticePlace): NoticePlace[] {
  const pages: NoticePlace[] = []
  for (let from = 0; from < Math.max(1, place.duties.length); from += MOST_PEOPLE) {
    const name = from === 0 ? place.name : `${place.name}（续）`
    pages.push({ ...place, name, duties: place.duties.slice(from, from + MOST_PEOPLE) })
  }
  return pages
}

function boardPieces(board: NoticeBoard, place: NoticePlace, starts: boolean): (Paragraph | Table)[] {
  const facts = [
    ...(place.grid ? [{ label: '所属网格', value: place.grid }] : []),
    ...(place.unit ? [{ label: '包抓单位', value: place.unit }] : []),
    ...place.facts,
  ]
  const rows = factRows(facts)
  const known = rows.length > 0 ? factTable(rows, NOTICE_TABLES_HEIGHT * 0.45) : undefined
  const duties = dutyTable(place.duties, NOTICE_TABLES_HEIGHT - (known?.height ?? 0))
  // What few people leave free is shared out, so that the board fills its frame and the foot stands at its end.
  const spare = NOTICE_TABLES_HEIGHT - (known?.height ?? 0) - duties.height
  const share = Math.round(spare / 4)
  const points = fitting(textWidth(place.name), NOTICE_WIDTH - 400, 1040, 40)
  const hotline = board.hotline ? [`监督电话：${board.hotline}`] : []
  const line = (style: string, text: string, format: object, more: object) =>
    new Paragraph({ style, ...more, children: plainRuns(printableLine(text), { ...format }) })
  return [
    line(NOTICE.heading, board.heading ?? HEADING, {}, { pageBreakBefore: starts }),
    line(NOTICE.place, place.name, { size: points * 2 }, { spacing: { before: share, after: 120 + share } }),
    ...(known ? [known.table, new Paragraph({ style: NOTICE.gap })] : []),
    duties.table,
    line(NOTICE.foot, [board.community, ...hotline, board.date].join('　　'), {}, { spacing: { before: 160 + share } }),
  ]
}
