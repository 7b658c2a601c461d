import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
} from 'docx'
import { VerticalAlign, WidthType } from 'docx'
import { plainRuns } from './figure-runs.ts'
import type { Photo, PhotoItem } from './gongwen-model.ts'
import { TEXT_WIDTH } from './gongwen-page.ts'
import { STYLE } from './gongwen-styles.ts'
import { imageSize } from './image-size.ts'
import type { PhotoStandIns } from './photo-stand-ins.ts'
import { printableLine } from './printable.ts'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE }
/** Pixels at 96 to the inch: at most 65 × 49 mm, so that three rows with their captions and stamps fill a page. */
const BOX = { width: 246, height: 185 }

/** Two photos to a row; a before/after pair always shares one, single photos fill rows in the order given. */
export function photoRows(items: PhotoItem[], photos: PhotoStandIns): Table {
  const rows: Photo[][] = []
  let open: Photo[] | undefined
  for (const item of items) {
    if (item.pairWith !== undefined) {
      rows.push([item, item.pairWith])
      open = undefined
    } else if (open?.length === 1) {
      open.push(item)
      open = undefined
    } else {
      open = [item]
      rows.push(open)
    }
  }
  const left = Math.floor(TEXT_WIDTH / 2)
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [left, TEXT_WIDTH - left],
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: NO_BORDERS,
    rows: rows.map((row) => {
      const cells = [0, 1].map((at) => photoCell(row[at], at === 0 ? left : TEXT_WIDTH - left, photos))
      return new TableRow({ cantSplit: true, children: cells })
    }),
  })
}

function photoCell(photo: Photo | undefined, width: number, photos: PhotoStandIns): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.BOTTOM,
    children: photo === undefined ? [new Paragraph({ style: STYLE.pictureCaption })] : photoParagraphs(photo, photos),
  })
}

function photoParagraphs(photo: Photo, photos: PhotoStandIns): Paragraph[] {
  const caption = printableLine(photo.caption)
  const size = imageSize(photo.bytes)
  const picture =
    size === null
      ? plainRuns('（照片文件已损坏，无法显示）')
      : [
          new ImageRun({
            type: size.type,
            data: photos.of(photo.bytes),
            transformation: fit(size),
            altText: alt(caption, photos.nextNumber()),
          }),
        ]
  return [
    new Paragraph({ style: STYLE.picture, children: picture }),
    new Paragraph({ style: STYLE.pictureCaption, keepNext: true, children: plainRuns(caption) }),
    new Paragraph({ style: STYLE.pictureStamp, children: stampRuns(photo.stamp ?? []) }),
  ]
}

function stampRuns(lines: string[]): TextRun[] {
  return lines.map((line, at) => new TextRun({ text: printableLine(line), ...(at > 0 && { break: 1 }) }))
}

/** The library's own numbers run on from one document to the next, and equal documents would differ. */
function alt(caption: string, number: number) {
  return { id: String(number), name: `photo${number}`, description: caption, title: '' }
}

function fit({ width, height }: { width: number; height: number }) {
  const scale = Math.min(BOX.width / width, BOX.height / height)
  return { width: Math.max(1, width * scale), height: Math.max(1, height * scale) }
}
