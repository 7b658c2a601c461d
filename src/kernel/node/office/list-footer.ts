import { Footer, PageNumber, Paragraph, TabStopType, TextRun, UnderlineType } from 'docx'
import { plainRuns } from './figure-runs.ts'
import { LIST_STYLE } from './list-styles.ts'
import { printableLine } from './printable.ts'

/** One line at the foot of each page: who filled in, who checked, when, and which page of how many. */
export function listFooter(signed: { filledBy?: string; reviewedBy?: string; date?: string }, width: number): Footer {
  const parts: [string, string | undefined][] = [
    ['填表人', signed.filledBy],
    ['审核人', signed.reviewedBy],
    ['日期', signed.date],
  ]
  const column = Math.round(width / 4)
  return new Footer({
    children: [
      new Paragraph({
        style: LIST_STYLE.foot,
        tabStops: [
          { type: TabStopType.LEFT, position: column },
          { type: TabStopType.LEFT, position: column * 2 },
          { type: TabStopType.RIGHT, position: width },
        ],
        children: [
          ...parts.flatMap(([label, value]) => [
            ...plainRuns(`${label}：`),
            blankOr(value),
            new TextRun({ children: ['\t'] }),
          ]),
          new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'] }),
        ],
      }),
    ],
  })
}

/** A name to be signed by hand. */
export const signLine = (signer: string): TextRun[] => [...plainRuns(`${printableLine(signer)}：`), blankOr(undefined)]

function blankOr(value: string | undefined): TextRun {
  const text = printableLine(value ?? '')
  if (text !== '') return plainRuns(text)[0]!
  return new TextRun({ text: ' '.repeat(16), underline: { type: UnderlineType.SINGLE } })
}
