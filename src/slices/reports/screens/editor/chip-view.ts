import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import type { FigureAttrs } from '../../doc.ts'
import { chipClass, chipName } from '../chip-look.ts'

/** A chip on the page. Drawn by hand: a report has dozens, and each keystroke passes them all. */
export class ChipView implements NodeView {
  readonly dom = document.createElement('span')
  readonly #view: EditorView
  readonly #where: () => number | undefined
  #attrs!: FigureAttrs

  constructor(node: Node, view: EditorView, where: () => number | undefined, open: (chip: string) => void) {
    this.#view = view
    this.#where = where
    this.dom.contentEditable = 'false'
    this.dom.setAttribute('role', 'button')
    // Without this a tap would put the cursor into the text, and a phone would raise its keyboard under the panel.
    this.dom.addEventListener('mousedown', (event) => event.preventDefault())
    this.dom.addEventListener('click', (event) => {
      this.#select()
      if (event.pointerType === 'mouse') this.#view.focus()
      open(this.#attrs.chip)
    })
    this.update(node)
  }

  update(node: Node): boolean {
    if (node.type.name !== 'figure') return false
    this.#attrs = node.attrs as FigureAttrs
    const on = this.dom.classList.contains('chip-on')
    this.dom.className = chipClass(this.#attrs)
    this.dom.classList.toggle('chip-on', on)
    this.dom.dataset.chip = this.#attrs.chip
    this.dom.setAttribute('aria-label', chipName(this.#attrs))
    this.dom.title = this.#attrs.problem ?? this.#attrs.label
    if (this.dom.textContent !== this.#attrs.printed) this.dom.textContent = this.#attrs.printed
    return true
  }

  selectNode(): void {
    this.dom.classList.add('chip-on')
  }

  deselectNode(): void {
    this.dom.classList.remove('chip-on')
  }

  stopEvent(event: Event): boolean {
    return event.type === 'mousedown' || event.type === 'click'
  }

  ignoreMutation(): boolean {
    return true
  }

  #select(): void {
    const at = this.#where()
    if (at === undefined) return
    const { state } = this.#view
    this.#view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, at)))
  }
}
