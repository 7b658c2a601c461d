import { AlignmentType, Document, ImageRun, Paragraph } from 'docx'
import { plainRuns } from './figure-runs.ts'
import { pack } from './pack.ts'
import { printableLine } from './printable.ts'
import { qrPng } from './qr-picture.ts'
import { stylesXml } from './styles-xml.ts'

export interface QrNotice {
  /** What the sheet is for, large. */
  heading: string
  /** One line under it. */
  invites: string
  /** Where it will hang; '' for anywhere in the community. */
  place: string
  url: string
  /** How it goes, line by line. */
  steps: string[]
  /** Who answers for it. */
  foot: string
  size: 'A4' | 'A5'
}

const STYLE = {
  heading: 'QrHeading',
  invites: 'QrInvites',
  place: 'QrPlace',
  step: 'QrStep',
  url: 'QrUrl',
  foot: 'QrFoot',
}

/** Twips of the sheet, and how large letters and code stand on it: A5 is A4 at seven tenths. */
const SHEETS = {
  A4: { width: 11906, height: 16838, margin: 1134, scale: 1 },
  A5: { width: 8391, height: 11906, margin: 800, scale: 0.7 },
}
/** Pixels at 96 to the inch: 105 mm on A4. */
const CODE = 397

/** A sheet to print and hang up: one QR code, and what becomes of a report (.docx). */
export async function renderQrNotice(notice: QrNotice): Promise<Uint8Array> {
  const { width, height, margin, scale } = SHEETS[notice.size]
  const side = Math.round(CODE * scale)
  const line = (style: string, text: string): Paragraph =>
    new Paragraph({ style, children: plainRuns(printableLine(text), {}) })
  const code = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: Math.round(200 * scale), after: Math.round(120 * scale) },
    children: [
      new ImageRun({
        type: 'png',
        data: await qrPng(notice.url),
        transformation: { width: side, height: side },
        altText: { id: '1', name: 'QR', title: notice.heading, description: notice.url },
      }),
    ],
  })
  const document = new Document({
    sections: [
      {
        properties: {
          page: {
            size: { width, height },
            margin: { top: margin, bottom: margin, left: margin, right: margin, header: 400, footer: 400 },
          },
        },
        children: [
          line(STYLE.heading, notice.heading),
          line(STYLE.invites, notice.invites),
          ...(notice.place === '' ? [] : [line(STYLE.place, notice.place)]),
          code,
          line(STYLE.url, notice.url),
          ...notice.steps.map((step) => line(STYLE.step, step)),
          line(STYLE.foot, notice.foot),
        ],
      },
    ],
  })
  return pack(document, stylesFor(scale), { title: `${notice.foot}${notice.heading}`, author: notice.foot })
}

function stylesFor(scale: number): string {
  const at = (n: number): number => Math.round(n * scale)
  return stylesXml({ font: '黑体', size: at(32) }, [
    {
      id: STYLE.heading,
      name: '扫码标题',
      font: '方正小标宋简体',
      size: at(104),
      color: '1D4F91',
      align: 'center',
      line: at(1300),
      outline: 0,
    },
    { id: STYLE.invites, name: '扫码说明', size: at(44), align: 'center', line: at(760) },
    { id: STYLE.place, name: '扫码地点', size: at(52), align: 'center', line: at(860) },
    {
      id: STYLE.url,
      name: '扫码网址',
      font: '仿宋_GB2312',
      size: at(24),
      align: 'center',
      line: at(420),
      after: at(160),
    },
    { id: STYLE.step, name: '扫码步骤', font: '仿宋_GB2312', size: at(36), align: 'center', line: at(620) },
    { id: STYLE.foot, name: '扫码落款', size: at(40), align: 'center', before: at(280), line: at(700) },
  ])
}
