import { type Block, type FigureRun, type Gongwen, isFigure } from './gongwen-model.ts'

/** A bookmark: its name is what links point at; Word wants the number unique too. */
export interface Mark {
  name: string
  number: number
}

/** One place where a figure is printed: its own bookmark, and the bookmark of its annex entry. */
export interface Occurrence {
  mark: Mark
  opens: string
}

export interface Entry {
  mark: Mark
  /** Bookmarks of every place in the text that prints the figure, in reading order. */
  backTo: string[]
  printed: string[]
  note?: string
}

/** The links of a draft. Occurrences must be asked for in reading order, once for every figure run that is written. */
export interface FigureLinks {
  occurrence(id: string): Occurrence
  entry(id: string): Entry
  /** Ids printed in the text for which no annex has an entry, in order of first appearance. */
  orphans: string[]
}

export function figureLinks(doc: Gongwen): FigureLinks {
  const annexBlocks = (doc.annexes ?? []).flatMap((annex) => annex.blocks)
  const entryIds = new Set(annexBlocks.map(entryIdOf).filter((id) => id !== undefined))
  const runs = [...doc.blocks, ...annexBlocks.filter((block) => entryIdOf(block) === undefined)].flatMap(figuresIn)

  let number = 0
  const entries = new Map<string, Entry>()
  for (const id of [...entryIds, ...runs.map((run) => run.figure.id)]) {
    if (entries.has(id)) continue
    number += 1
    entries.set(id, { mark: { name: bookmarkName('src', id, number), number }, backTo: [], printed: [] })
  }
  const waiting = new Map<string, Occurrence[]>()
  for (const { figure } of runs) {
    const entry = entries.get(figure.id)!
    number += 1
    const mark = { name: bookmarkName('fig', figure.id, number), number }
    entry.backTo.push(mark.name)
    if (!entry.printed.includes(figure.text)) entry.printed.push(figure.text)
    entry.note ??= figure.note
    const queue = waiting.get(figure.id) ?? []
    waiting.set(figure.id, [...queue, { mark, opens: entry.mark.name }])
  }
  const next = new Map<string, number>()
  return {
    occurrence(id) {
      const at = next.get(id) ?? 0
      next.set(id, at + 1)
      const found = waiting.get(id)?.[at]
      if (found === undefined) throw new Error(`figure ${id} was written more often than it was counted`)
      return found
    },
    entry: (id) => entries.get(id)!,
    orphans: [...waiting.keys()].filter((id) => !entryIds.has(id)),
  }
}

/** An annex heading is an entry by `entryOf`, or because the figure itself stands in the heading. */
export function entryIdOf(block: Block): string | undefined {
  if (block.kind !== 'heading') return undefined
  return block.entryOf ?? block.runs.find(isFigure)?.figure.id
}

function figuresIn(block: Block): FigureRun[] {
  if (block.kind === 'heading' || block.kind === 'paragraph') return block.runs.filter(isFigure)
  if (block.kind !== 'table') return []
  return block.rows.flat().flatMap((cell) => (typeof cell === 'string' ? [] : cell.filter(isFigure)))
}

/** Word allows 40 characters: a letter first, then letters, digits and _. The number keeps names apart. */
function bookmarkName(prefix: string, id: string, number: number): string {
  const readable = id
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 26)
  return [prefix, readable, number].filter((part) => part !== '').join('_')
}
