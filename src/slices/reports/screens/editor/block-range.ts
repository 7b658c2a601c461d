import type { Node } from '@tiptap/pm/model'

/** A stretch of one block as typed numbers and advice name it: index of the block, offsets in it, a chip counting 1. */
export interface BlockRange {
  block: number
  start: number
  end: number
}

/** The same stretch as positions in the editor; null when the text has changed so that it no longer exists. */
export function positionsOf(doc: Node, { block, start, end }: BlockRange): { from: number; to: number } | null {
  if (block < 0 || block >= doc.childCount) return null
  let before = 0
  for (let at = 0; at < block; at += 1) before += doc.child(at).nodeSize
  const node = doc.child(block)
  // Offsets within 存在的问题 are those of its printed sentences; the whole block stands for them.
  if (!node.isTextblock) return { from: before, to: before + node.nodeSize }
  const last = node.content.size
  return start > last ? null : { from: before + 1 + start, to: before + 1 + Math.min(end, last) }
}
