import type { Editor } from '@tiptap/core'
import type { FigureAttrs, PointGroup, ReportDoc } from '../../doc.ts'
import { figuresOf } from '../../doc.ts'
import { chosen, question, sameToAuthor } from './authors-part.ts'

/** Marks a transaction that carries the server's answers: it is no change of the author's and not undone. */
export const ANSWERED = 'answered'

const ANSWERS = ['label', 'unit', 'value', 'printed', 'count', 'problem'] as const

/**
 * Puts the server's figures and groups into the text where the question is still the one that was answered. Attributes
 * alone change, so cursor, selection and what is being typed stay where they are.
 * @param sent the document that was answered; groups are left alone when it is not known
 */
export function applyAnswers(editor: Editor, answer: ReportDoc, sent: ReportDoc | null): void {
  const answers = new Map(figuresOf(answer).map((node) => [node.attrs.chip, node.attrs]))
  const { tr, doc } = editor.state
  const counted = { problems: 0, nextSteps: 0 }
  doc.descendants((node, at) => {
    const name = node.type.name
    if (name === 'figure') {
      const now = node.attrs as FigureAttrs
      const said = answers.get(now.chip)
      if (!said || !sameToAuthor(question(now), question(said))) return
      for (const key of ANSWERS) if (now[key] !== said[key]) tr.setNodeAttribute(at, key, said[key])
    } else if (name === 'problems' || name === 'nextSteps') {
      const index = counted[name]++
      const now = node.attrs.groups as PointGroup[]
      const asked = groupsIn(sent, name, index)
      const said = groupsIn(answer, name, index)
      if (!asked || !said || !sameToAuthor(chosen(now), chosen(asked)) || sameToAuthor(now, said)) return
      tr.setNodeAttribute(at, 'groups', said)
    }
  })
  if (tr.docChanged) editor.view.dispatch(tr.setMeta(ANSWERED, true).setMeta('addToHistory', false))
}

function groupsIn(doc: ReportDoc | null, name: 'problems' | 'nextSteps', index: number): PointGroup[] | null {
  const nodes = doc?.content.filter((node) => node.type === name) ?? []
  const node = nodes[index]
  return node && 'attrs' in node && 'groups' in node.attrs ? node.attrs.groups : null
}
