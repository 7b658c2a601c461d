import type { Paragraph } from 'docx'
import { type BlockPlace, blockPieces, type Piece } from './gongwen-blocks.ts'
import type { Block } from './gongwen-model.ts'

/**
 * Blocks in order. A page break is carried by the block after it, so that no empty line opens the new page; the text
 * before a sign-off goes with it, so that no page holds a seal and nothing else.
 * @param note 附件说明, placed before the sign-off or, without one, at the end
 */
export function flowPieces(blocks: Block[], place: BlockPlace, note?: (keep: boolean) => Paragraph[]): Piece[] {
  const pieces: Piece[] = []
  let starts = false
  let noted = note === undefined
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'pageBreak') {
      starts = true
      continue
    }
    if (block.kind === 'signoff' && !noted) {
      pieces.push(...note!(true))
      noted = true
    }
    pieces.push(...blockPieces(block, place, starts, blocks[at + 1]))
    starts = false
  }
  return noted ? pieces : [...pieces, ...note!(false)]
}
