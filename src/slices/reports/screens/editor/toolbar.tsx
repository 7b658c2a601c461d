import { BoldOutlined, NumberOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { ReactNode } from 'react'
import { useWords } from '#kernel/web/words.ts'
import { addBlock } from './place-in-text.ts'

/** What can be done to the text. A button never takes the cursor out of it. */
export function Toolbar({ editor, onInsert }: { editor: Editor; onInsert: () => void }) {
  const t = useWords()
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      level: [1, 2, 3].find((level) => at.isActive('heading', { level })) ?? 0,
      bold: at.isActive('bold'),
      undo: at.can().undo(),
      redo: at.can().redo(),
      problems: holds(at, 'problems'),
      nextSteps: holds(at, 'nextSteps'),
    }),
  })
  const styles = [
    { level: 0, label: t('正文') },
    { level: 1, label: t('一、标题') },
    { level: 2, label: t('（一）标题') },
    { level: 3, label: t('1.标题') },
  ]
  const setStyle = (level: number) => {
    const chain = editor.chain().focus()
    if (level > 0) chain.setNode('heading', { level }).run()
    else chain.setParagraph().run()
  }
  return (
    <div className="edit-bar" role="group" aria-label={t('编辑工具')}>
      <Button size="small" type="primary" icon={<NumberOutlined aria-hidden />} onClick={onInsert}>
        {t('插入数字')}
      </Button>
      {styles.map(({ level, label }) => (
        <Tool key={level} label={label} on={now.level === level} onClick={() => setStyle(level)}>
          {label}
        </Tool>
      ))}
      <Tool label={t('加粗')} on={now.bold} onClick={() => editor.chain().focus().toggleBold().run()}>
        <BoldOutlined aria-hidden />
      </Tool>
      <Tool label={t('撤销')} off={!now.undo} onClick={() => editor.chain().focus().undo().run()}>
        <UndoOutlined aria-hidden />
      </Tool>
      <Tool label={t('重做')} off={!now.redo} onClick={() => editor.chain().focus().redo().run()}>
        <RedoOutlined aria-hidden />
      </Tool>
      {!now.problems && (
        <Button size="small" onClick={() => addBlock(editor, 'problems')}>
          {t('插入“存在的问题”')}
        </Button>
      )}
      {!now.nextSteps && (
        <Button size="small" onClick={() => addBlock(editor, 'nextSteps')}>
          {t('插入“下一步”')}
        </Button>
      )}
    </div>
  )
}

interface ToolProps {
  label: string
  on?: boolean
  off?: boolean
  onClick: () => void
  children: ReactNode
}

function Tool({ label, on, off = false, onClick, children }: ToolProps) {
  return (
    <Button
      size="small"
      type="text"
      className={on ? 'tool tool-on' : 'tool'}
      aria-label={label}
      title={label}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      disabled={off}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

function holds(editor: Editor, name: string): boolean {
  let found = false
  editor.state.doc.forEach((node) => {
    if (node.type.name === name) found = true
  })
  return found
}
