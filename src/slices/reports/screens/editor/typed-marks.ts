import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { say } from '#kernel/web/words.ts'
import { findTypedNumbers, type NumberSpan } from '../../typed-numbers.ts'

const KEY = new PluginKey<DecorationSet>('typedMarks')
// The editor takes over a composed word a moment after the input method has handed it over.
const SETTLE_MS = 80

/** Marks numbers typed into prose as 手填（无台账）. Nothing is redrawn while an input method is at work. */
export const TypedMarks = Extension.create({
  name: 'typedMarks',
  addProseMirrorPlugins() {
    let composing = false
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: (_, { doc }) => marksOf(doc),
          apply: (tr, marks) => {
            if (!tr.docChanged && tr.getMeta(KEY) === undefined) return marks
            return composing ? marks.map(tr.mapping, tr.doc) : marksOf(tr.doc)
          },
        },
        props: {
          decorations: (state) => KEY.getState(state),
          handleDOMEvents: {
            compositionstart: () => {
              composing = true
              return false
            },
            compositionend: (view) => {
              composing = false
              setTimeout(
                () => !composing && !view.isDestroyed && view.dispatch(view.state.tr.setMeta(KEY, true)),
                SETTLE_MS,
              )
              return false
            },
          },
        },
      }),
    ]
  },
})

function marksOf(doc: Node): DecorationSet {
  const look = {
    class: 'typed-number',
    title: say('手填（无台账）：这个数字不是从台账里取的'),
    'data-mark': say('手填'),
  }
  const marks: Decoration[] = []
  doc.forEach((block, offset) => {
    if (!block.isTextblock) return
    for (const { start, end } of spansOf(block))
      marks.push(Decoration.inline(offset + 1 + start, offset + 1 + end, look))
  })
  return DecorationSet.create(doc, marks)
}

// Blocks are never changed in place, so one that is the same object holds the same numbers.
const known = new WeakMap<Node, NumberSpan[]>()

function spansOf(block: Node): NumberSpan[] {
  const before = known.get(block)
  if (before) return before
  const spans = findTypedNumbers(block.textBetween(0, block.content.size, '', '\ufffc'))
  known.set(block, spans)
  return spans
}
