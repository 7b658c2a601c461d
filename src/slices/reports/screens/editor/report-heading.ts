import { Node } from '@tiptap/core'

const LEVELS = [1, 2, 3] as const

/** 一、 （一） 1. — drawn one rank lower than its level, since the page has its own first heading. */
export const ReportHeading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ level: { default: 1, rendered: false } }),
  parseHTML: () =>
    [1, 2, 3, 4, 5, 6].map((rank) => ({
      tag: `h${rank}`,
      getAttrs: (element: HTMLElement) => ({ level: Number(element.dataset.level) || Math.min(rank, 3) }),
    })),
  renderHTML: ({ node }) => [`h${Number(node.attrs.level) + 1}`, { 'data-level': node.attrs.level }, 0],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      LEVELS.map((level) => [`Mod-Alt-${level}`, ({ editor }) => editor.commands.setNode(this.name, { level })]),
    )
  },
})
