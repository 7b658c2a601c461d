import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export interface KeepChipsOptions {
  /** Words were selected together with a number and something was typed: nothing was replaced. */
  onKept: () => void
}

/**
 * No number is typed over. Typing with a chip selected writes behind it; typing over a stretch that holds chips writes
 * behind the stretch. The cursor steps aside before the browser sees the key, since an input method replaces the
 * selection by itself. Deleting is another matter: it needs Backspace or Delete, and undo brings the number back.
 */
export const KeepChips = Extension.create<KeepChipsOptions>({
  name: 'keepChips',
  addOptions: () => ({ onKept: () => {} }),
  addProseMirrorPlugins() {
    const aside = (view: EditorView): boolean => {
      const { selection, doc } = view.state
      const { from, to } = selection
      if (selection.empty || !holdsFigure(doc, from, to)) return false
      const $to = doc.resolve(to)
      const after = $to.parent.inlineContent ? TextSelection.create(doc, to) : Selection.findFrom($to, -1, true)
      if (!after) return false
      view.dispatch(view.state.tr.setSelection(after))
      if (!(selection instanceof NodeSelection)) this.options.onKept()
      return true
    }
    return [
      new Plugin({
        props: {
          handleKeyDown: (view, event) => {
            if (writes(event)) aside(view)
            return false
          },
          handleDOMEvents: {
            compositionstart: (view) => {
              aside(view)
              return false
            },
            // Words that come without a key: dictated, or chosen from a phone's suggestions.
            beforeinput: (view, event) => {
              if (event.inputType !== 'insertText' || !event.data || !aside(view)) return false
              event.preventDefault()
              view.dispatch(view.state.tr.insertText(event.data))
              return true
            },
          },
          // Corrections of the browser's own that reach over a number.
          handleTextInput: (view, from, to) => holdsFigure(view.state.doc, from, to),
        },
      }),
    ]
  },
})

function writes(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return event.key.length === 1 || event.key === 'Process' || event.key === 'Unidentified' || event.keyCode === 229
}

function holdsFigure(doc: Node, from: number, to: number): boolean {
  let found = false
  doc.nodesBetween(from, to, (node) => {
    if (node.type.name === 'figure') found = true
    return !found
  })
  return found
}
