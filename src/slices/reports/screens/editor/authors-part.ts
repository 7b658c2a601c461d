import { figureAttrs, type BlockNode, type FigureAttrs, type PointGroup, type ReportDoc } from '../../doc.ts'

/**
 * What the author decided, without the server's answers: two documents are equal to the author when these are. It is
 * also all that is sent, since the server computes the rest again whatever a browser says.
 */
export function authorsPart(doc: ReportDoc): ReportDoc {
  return {
    type: 'doc',
    content: doc.content.map((node): BlockNode => {
      if (node.type === 'problems' || node.type === 'nextSteps')
        return { type: node.type, attrs: { groups: chosen(node.attrs.groups) } }
      if (!node.content) return node
      return {
        ...node,
        content: node.content.map((part) => (part.type === 'figure' ? { ...part, attrs: question(part.attrs) } : part)),
      }
    }),
  }
}

export function question({ chip, key, from, to, print }: FigureAttrs): FigureAttrs {
  return figureAttrs.parse({ chip, key, from, to, print })
}

export function chosen(groups: PointGroup[]): PointGroup[] {
  return groups.map(({ pointType, shown, items }) => ({
    pointType,
    shown,
    items: items.map(({ item, shown: itemShown, wording }) => ({
      item,
      shown: itemShown,
      wording,
      text: '',
      count: 0,
    })),
  }))
}

export function sameToAuthor<T>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
