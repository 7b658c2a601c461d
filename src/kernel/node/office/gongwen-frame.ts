import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { font } from './fonts.ts'
import { plainRuns } from './figure-runs.ts'
import type { Gongwen } from './gongwen-model.ts'
import { SIZE, TEXT_WIDTH } from './gongwen-page.ts'

const GREY = '595959'

/** Page number in 四号 宋体 between dashes: odd pages one character in from the right, even pages from the left. */
export function pageNumbers() {
  return { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) }
}

function footer(alignment: 'left' | 'right'): Footer {
  const format = { font: font('宋体'), size: SIZE.四号, characterSpacing: 0 }
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { [alignment]: 280 },
        spacing: { before: 0, after: 0, line: 360, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ ...format, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })
}

/** What marks a draft on every page, so that a printed 底稿 is not taken for the copy to send. */
export function draftHeaders(meta: Gongwen['meta']) {
  return { default: draftHeader(meta), even: draftHeader(meta) }
}

function draftHeader({ asOf }: Gongwen['meta']): Header {
  const line = { style: BorderStyle.SINGLE, size: 4, color: GREY, space: 4 }
  const right = ['内部核对用，不作报送', ...(asOf ? [`数据截至 ${asOf}`] : [])].join('　')
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        border: { bottom: line },
        spacing: { before: 0, after: 0, line: 320, lineRule: LineRuleType.EXACT },
        children: [
          new TextRun({ text: '底 稿', bold: true, font: font('黑体'), size: SIZE.小四, characterSpacing: 0 }),
          new TextRun({ children: ['\t'] }),
          ...plainRuns(right, { size: SIZE.五号, color: GREY, characterSpacing: 0 }),
        ],
      }),
    ],
  })
}
