import { useEditor } from '@tiptap/react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportDoc } from '../../doc.ts'
import type { ReportFull, ReportSaved } from '../../schema.ts'
import { ANSWERED, applyAnswers } from './apply-answers.ts'
import { authorsPart } from './authors-part.ts'
import { documentOf } from './document-of.ts'
import { editorExtensions } from './editor-extensions.ts'
import { useDraftSaver } from './use-draft-saver.ts'

const SIDE_MS = 400

/** The text of a report being written, its title, and what saves both. `doc` follows the text a moment behind. */
export function useReportEditor(report: ReportFull, acts: Parameters<typeof editorExtensions>[0]) {
  const t = useWords()
  const path = useCommunity().api(`/reports/${report.id}`)
  const [title, setTitle] = useState(report.title)
  const [doc, setDoc] = useState(report.doc)
  const titleNow = useRef(report.title)
  const editor = useEditor({
    content: report.doc,
    extensions: editorExtensions(acts),
    editorProps: {
      attributes: {
        class: 'paper-body',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('正文'),
        lang: 'zh-CN',
        spellcheck: 'false',
      },
    },
  })
  // The saver is made once; the editor may be made anew under it, and the old one would answer its old text for ever.
  const editorNow = useRef(editor)
  useEffect(() => {
    editorNow.current = editor
  }, [editor])
  const read = () => ({
    title: titleNow.current.trim() || report.title,
    doc: authorsPart(documentOf(editorNow.current.getJSON())),
  })
  const { saver, state, problem } = useDraftSaver(() => ({
    version: report.version,
    read,
    send: (body) => api.put<ReportSaved>(path, body),
    composing: () => editorNow.current.view.composing,
    answered: (answer, sent) => applyAnswers(editorNow.current, answer.doc, sent.doc),
  }))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const update = ({ transaction }: { transaction: { getMeta: (key: string) => unknown } }) => {
      if (!transaction.getMeta(ANSWERED)) saver.touch()
      clearTimeout(timer)
      timer = setTimeout(() => setDoc(documentOf(editor.getJSON())), SIDE_MS)
    }
    editor.on('update', update)
    return () => {
      clearTimeout(timer)
      editor.off('update', update)
    }
  }, [editor, saver])
  // Asked again after something was recorded elsewhere on this page: the figures move, the words do not.
  const refresh = useEffectEvent((fresh: ReportDoc) =>
    applyAnswers(editor, fresh, saver.state === 'saved' ? fresh : null),
  )
  useEffect(() => refresh(report.doc), [report.doc])
  const rename = (next: string) => {
    setTitle(next)
    titleNow.current = next
    saver.touch()
  }
  return { editor, saver, state, problem, title, rename, doc, read }
}
