import type { ReportDoc } from './doc.ts'
import { blockText, printedBlocks } from './printed-blocks.ts'
import type { TypedNumber } from './schema.ts'
import { findTypedNumbers } from './typed-numbers.ts'

/** Characters shown on each side of a number. */
const AROUND = 10

/**
 * Numbers typed into the prose of a report. Problem groups are printed sentences too: what the clerk words there is
 * looked at, with offsets in the printed sentence.
 */
export function typedNumbersIn(doc: ReportDoc): TypedNumber[] {
  return printedBlocks(doc).flatMap(({ block, content }) => {
    const text = blockText(content)
    return findTypedNumbers(text).map(({ start, end, text: found }) => ({
      block,
      start,
      end,
      text: found,
      around: text.slice(Math.max(0, start - AROUND), end + AROUND).replaceAll('\ufffc', '…'),
    }))
  })
}
