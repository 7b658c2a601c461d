import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { newId } from '#kernel/ids.ts'

/** A chip pasted a second time gets a name of its own, so that each place in the report keeps its own period. */
export const OwnChipNames = Extension.create({
  name: 'ownChipNames',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _before, { doc, tr }) => {
        if (!transactions.some((each) => each.docChanged)) return null
        const seen = new Set<string>()
        doc.descendants((node, at) => {
          if (node.type.name !== 'figure') return
          const chip = String(node.attrs.chip)
          if (seen.has(chip)) tr.setNodeAttribute(at, 'chip', newId())
          seen.add(chip)
        })
        return tr.docChanged ? tr : null
      },
    }),
  ],
})
