import { Input, Modal } from 'antd'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureChoice } from '../schema.ts'

interface FigurePickerProps {
  open: boolean
  onPick: (figure: FigureChoice) => void
  onClose: () => void
  /** What went wrong with the last pick. */
  problem?: unknown
}

const MOST = 80

/** 插入数字: every figure of the ledger, found by part of its name. Arrow keys walk the list, Enter picks. */
export function FigurePicker({ open, onPick, onClose, problem = null }: FigurePickerProps) {
  const t = useWords()
  const id = useId()
  const [text, setText] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const answer = useOne<{ rows: FigureChoice[] }>('/report-figures', { enabled: open })
  const found = matching(answer.data?.rows ?? [], text)
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const next = at + by
    if (next < 0) document.getElementById(id)?.focus()
    else buttons[Math.min(next, buttons.length - 1)]?.focus()
  }
  return (
    <Modal
      open={open}
      title={t('插入数字')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      afterClose={() => setText('')}
      afterOpenChange={(shown) => shown && document.getElementById(id)?.focus()}
    >
      <div>
        <label htmlFor={id} className="unseen">
          {t('查找数字')}
        </label>
        <Input
          id={id}
          allowClear
          value={text}
          maxLength={40}
          placeholder={t('输入名称查找，如“垃圾”“志愿”')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={walk}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing && found[0]) onPick(found[0])
          }}
        />
        <ProblemNotice problem={answer.error ?? problem} />
        {answer.isLoading && <Loading rows={6} />}
        {answer.data && found.length === 0 && (
          <EmptyHint what={t('没有这个数字')} todo={t('换个说法再找；台账里还没有的，先在“台账类别”里加一项。')} />
        )}
        <ul ref={list} className="figure-choices" aria-label={t('数字')}>
          {found.slice(0, MOST).map((figure) => (
            <li key={figure.key}>
              <button type="button" onKeyDown={walk} onClick={() => onPick(figure)}>
                <strong>{figure.label}</strong>
                <span className="quiet">
                  {figure.unit} · {figure.tense === 'register' ? t('截至期末') : t('期间累计')}
                  {figure.print === 'floor' ? ` · ${t('写约数')}` : ''}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {found.length > MOST && (
          <p className="quiet">{t('还有 {count} 个，请输入名称缩小范围。', { count: found.length - MOST })}</p>
        )}
      </div>
    </Modal>
  )
}

function matching(rows: readonly FigureChoice[], text: string): FigureChoice[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => words.every((word) => row.label.toLowerCase().includes(word) || row.key.includes(word)))
}
