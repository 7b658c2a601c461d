import { Node } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { figureAttrs, type FigureAttrs } from '../../doc.ts'
import { ChipView } from './chip-view.ts'

export interface FigureChipOptions {
  /** `byKey`: opened from the keyboard, so the panel takes the focus. */
  onOpen: (chip: string, byKey: boolean) => void
}

const NAMES = ['chip', 'key', 'from', 'to', 'print', 'label', 'unit', 'value', 'printed', 'count', 'problem'] as const

/**
 * A number in the text: an atom, so that the cursor passes it in one step and nothing can be typed into it. Enter on
 * it, or a click, opens what stands behind it. All attributes travel as one, in copies within the office's own pages.
 */
export const FigureChip = Node.create<FigureChipOptions>({
  name: 'figure',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: false,
  marks: '_',
  addOptions: () => ({ onOpen: () => {} }),
  addAttributes() {
    return Object.fromEntries(
      NAMES.map((name) => [
        name,
        { default: null, rendered: false, parseHTML: (element: HTMLElement) => readAttrs(element)?.[name] ?? null },
      ]),
    )
  },
  parseHTML: () => [{ tag: 'span[data-figure]', getAttrs: (element) => (readAttrs(element) ? null : false) }],
  renderHTML: ({ node }) => [
    'span',
    { 'data-figure': JSON.stringify(node.attrs) },
    (node.attrs as FigureAttrs).printed,
  ],
  renderText: ({ node }) => (node.attrs as FigureAttrs).printed,
  addNodeView() {
    return ({ node, view, getPos }) => new ChipView(node, view, getPos, (chip) => this.options.onOpen(chip, false))
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== this.name) return false
        this.options.onOpen((selection.node.attrs as FigureAttrs).chip, true)
        return true
      },
    }
  },
})

function readAttrs(element: HTMLElement): FigureAttrs | null {
  try {
    const read = figureAttrs.safeParse(JSON.parse(element.getAttribute('data-figure') ?? ''))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
