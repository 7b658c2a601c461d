/**
 * What a document in official layout (GB/T 9704-2012) consists of, before any file format. All text is plain: numbering
 * such as 一、 or (一) is part of it, and nothing in it is interpreted.
 */

/** A number that stands for a question to the ledger; the same id may appear more than once. */
export interface FigureRun {
  figure: { id: string; text: string; note?: string }
}

export interface TextRun {
  text: string
  bold?: boolean
}

export type Run = TextRun | FigureRun

export interface Photo {
  /** Already shrunk and turned upright: the bytes go into the file as they are. */
  bytes: Uint8Array
  type: 'jpg' | 'png'
  caption: string
  /** Small lines below the caption: when, by what and by whom it was taken. */
  stamp?: string[]
}

/** `pairWith` is the picture after the work; both stand side by side in one row. */
export interface PhotoItem extends Photo {
  pairWith?: Photo
}

export interface Column {
  header: string
  /** A share of the table's width relative to the other columns; without one it follows from the column's texts. */
  width?: number
  align?: 'left' | 'center' | 'right'
}

export type HeadingLevel = 1 | 2 | 3 | 4

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  | { kind: 'salutation'; text: string }
  /** `entryOf`, in an annex: this heading opens the evidence of the figure with that id. */
  | { kind: 'heading'; level: HeadingLevel; runs: Run[]; entryOf?: string }
  | { kind: 'paragraph'; runs: Run[]; indent?: boolean }
  | { kind: 'table'; caption?: string; columns: Column[]; rows: (string | Run[])[][]; total?: string[] }
  | { kind: 'photos'; items: PhotoItem[] }
  | { kind: 'signoff'; unit: string; date: string }
  | { kind: 'pageBreak' }

export interface Annex {
  /** 附件, or 附件1, 附件2 … when there are several. */
  label: string
  title: string
  blocks: Block[]
}

export interface Gongwen {
  title: string
  blocks: Block[]
  annexes?: Annex[]
  /** clean is the 报送版, without links, bookmarks or header; draft is the 底稿, where every figure opens its evidence. */
  edition: 'clean' | 'draft'
  meta: { author?: string; subject?: string; asOf?: string }
}

export function isFigure(run: Run): run is FigureRun {
  return 'figure' in run
}
