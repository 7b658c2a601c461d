import { Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { GroupBlock } from './group-block.tsx'

export interface GroupNodeOptions {
  onOpenItem: (chip: string, label: string) => void
}

/** 存在的问题 and 下一步: the server's own text. The clerk chooses, orders and words; the rest cannot be edited. */
function groupNode(name: 'problems' | 'nextSteps') {
  return Node.create<GroupNodeOptions>({
    name,
    group: 'block',
    atom: true,
    selectable: true,
    draggable: false,
    addOptions: () => ({ onOpenItem: () => {} }),
    addAttributes: () => ({
      groups: {
        default: [],
        parseHTML: () => [],
        rendered: false,
      },
    }),
    parseHTML: () => [{ tag: `div[data-block="${name}"]` }],
    renderHTML: () => ['div', { 'data-block': name }],
    // Its buttons and fields are its own; the editor must not take their keys and clicks for text.
    addNodeView: () => ReactNodeViewRenderer(GroupBlock, { stopEvent: () => true, ignoreMutation: () => true }),
  })
}

export const ProblemsBlock = groupNode('problems')
export const NextStepsBlock = groupNode('nextSteps')
