import type { Editor } from '@tiptap/core'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { FigureAttrs } from '../../doc.ts'

/** Puts a chip where the cursor is; behind whatever is selected, never in place of it. */
export function placeFigure(editor: Editor, attrs: FigureAttrs): void {
  const { state, view } = editor
  const chip = state.schema.nodes.figure!.create(attrs)
  const at = state.selection.to
  const $at = state.doc.resolve(at)
  const tr = state.tr
  if ($at.parent.inlineContent) {
    tr.insert(at, chip).setSelection(NodeSelection.create(tr.doc, at))
  } else {
    tr.insert(at, state.schema.nodes.paragraph!.create(null, chip)).setSelection(NodeSelection.create(tr.doc, at + 1))
  }
  view.dispatch(tr.scrollIntoView())
}

/** 存在的问题 or 下一步 below the paragraph the cursor is in; the server fills it at the next save. */
export function addBlock(editor: Editor, name: 'problems' | 'nextSteps'): void {
  const { state, view } = editor
  const { $to } = state.selection
  const after = $to.depth > 0 ? $to.after(1) : state.selection.to
  view.dispatch(state.tr.insert(after, state.schema.nodes[name]!.create({ groups: [] })).scrollIntoView())
  view.focus()
}

/** Where a chip stands now; null when it has been deleted. */
export function findChip(editor: Editor, chip: string): { at: number; attrs: FigureAttrs } | null {
  let found: { at: number; attrs: FigureAttrs } | null = null
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === 'figure' && node.attrs.chip === chip) found = { at, attrs: node.attrs as FigureAttrs }
    return found === null
  })
  return found
}

/** Gives a chip another period or print, with the server's answer to it. Undo takes it back. */
export function setChip(editor: Editor, attrs: FigureAttrs): void {
  const found = findChip(editor, attrs.chip)
  if (!found) return
  const tr = editor.state.tr
  for (const [key, value] of Object.entries(attrs)) tr.setNodeAttribute(found.at, key, value)
  editor.view.dispatch(tr)
}

export function selectChip(editor: Editor, chip: string): void {
  const found = findChip(editor, chip)
  if (!found) return
  const { state, view } = editor
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, found.at)).scrollIntoView())
}

export function selectWords(editor: Editor, from: number, to: number): void {
  const { doc, tr } = editor.state
  const whole = doc.nodeAt(from)
  const selection: Selection =
    whole && !whole.isInline && from + whole.nodeSize === to
      ? NodeSelection.create(doc, from)
      : TextSelection.create(doc, from, to)
  editor.view.dispatch(tr.setSelection(selection).scrollIntoView())
  editor.view.focus()
}
