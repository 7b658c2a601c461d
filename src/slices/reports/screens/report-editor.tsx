import { App } from 'antd'
import { EditorContent, useEditorState } from '@tiptap/react'
import { useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureAttrs } from '../doc.ts'
import type { FigureChoice, ReportFull } from '../schema.ts'
import { DocumentButtons } from './document-buttons.tsx'
import { positionsOf } from './editor/block-range.ts'
import { ConflictDialog } from './editor/conflict-dialog.tsx'
import { findChip, placeFigure, selectChip, selectWords, setChip } from './editor/place-in-text.ts'
import { SaveSign } from './editor/save-sign.tsx'
import { TitleField } from './editor/title-field.tsx'
import { Toolbar } from './editor/toolbar.tsx'
import { useReportEditor } from './editor/use-report-editor.ts'
import { FigurePicker } from './figure-picker.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { EditorSide, type Opened } from './panel/editor-side.tsx'
import { ReportHead } from './report-head.tsx'
import { ReturnNote } from './return-note.tsx'
import { StepButtons } from './step-buttons.tsx'
import { useWide } from './use-wide.ts'

/** A report being written: its text as it will be printed, saved as one goes, every number opening beside it. */
export default function ReportEditor({ report, onReload }: { report: ReportFull; onReload: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const { message } = App.useApp()
  const wide = useWide()
  const path = community.api(`/reports/${report.id}`)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [inserting, setInserting] = useState(false)
  const [refused, setRefused] = useState<unknown>(null)
  const open = (next: Omit<Opened, 'from'>) => setOpened({ ...next, from: document.activeElement })
  const { editor, saver, state, problem, title, rename, doc, read } = useReportEditor(report, {
    onOpen: (chip, byKey) => open({ chip, byKey }),
    onOpenItem: (chip, label) => open({ chip, label, byKey: true }),
    onKept: () => void message.info(t('选中的内容里有台账数字，没有被覆盖；要删除请按退格键。')),
  })
  const chip = useEditorState({
    editor,
    selector: ({ editor: at }) => (opened ? (findChip(at, opened.chip)?.attrs ?? null) : null),
  })
  const close = () => {
    const from = opened?.from
    setOpened(null)
    // A drawer gives the focus back by itself; on a phone the text must not take it, or the keyboard rises.
    if (!wide) return
    const inText = from === editor.view.dom || from === document.body
    if (inText) editor.commands.focus(null, { scrollIntoView: false })
    else if (from instanceof HTMLElement) from.focus({ preventScroll: true })
  }
  const insert = async (figure: FigureChoice) => {
    setRefused(null)
    try {
      const attrs = await api.post<FigureAttrs>(`${path}/figure`, { chip: newId(), key: figure.key })
      placeFigure(editor, attrs)
      setInserting(false)
      if (wide) setOpened({ chip: attrs.chip, byKey: false, from: editor.view.dom })
      // The dialog gives the focus back to its button; the cursor belongs behind the new number.
      setTimeout(() => editor.commands.focus(), 300)
    } catch (cause) {
      setRefused(cause)
    }
  }
  const step = { before: () => saver.flush(), version: () => saver.version }
  return (
    <>
      <ReportHead
        report={report}
        title={title.trim() || report.title}
        more={<SaveSign state={state} />}
        actions={
          <>
            <DocumentButtons report={report} before={step.before} />
            <StepButtons report={report} {...step} />
          </>
        }
      />
      <ReturnNote report={report} />
      {state === 'failed' && <ProblemNotice problem={problem} retry={() => void saver.flush()} />}
      <div className="report-columns">
        <div className="paper-desk">
          <Toolbar editor={editor} onInsert={() => setInserting(true)} />
          <div className="paper">
            <TitleField value={title} onChange={rename} onDone={() => editor.commands.focus('start')} />
            <EditorContent editor={editor} />
          </div>
        </div>
        <EditorSide
          report={report}
          doc={doc}
          opened={opened}
          attrs={chip}
          wide={wide}
          onChange={(attrs) => setChip(editor, attrs)}
          onClose={close}
          openChip={(name) => {
            selectChip(editor, name)
            open({ chip: name, byKey: true })
          }}
          goTo={(range) => {
            const found = positionsOf(editor.state.doc, range)
            if (found) selectWords(editor, found.from, found.to)
          }}
        />
      </div>
      <FigurePicker
        open={inserting}
        problem={refused}
        onPick={(figure) => void insert(figure)}
        onClose={() => setInserting(false)}
      />
      {state === 'elsewhere' && <ConflictDialog report={report} problem={problem} read={read} onReload={onReload} />}
      <LeaveGuard unsaved={() => saver.state !== 'saved' && saver.state !== 'elsewhere'} save={() => saver.flush()} />
    </>
  )
}
