import { Button, Input, Select } from 'antd'
import { useDeferredValue, useId, useRef, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { OUTLINE_LIMIT, OUTLINE_PERIODS, type OutlineFull } from '../../schema.ts'
import { LeaveGuard } from '../leave-guard.tsx'
import { OutlineFindings } from './outline-findings.tsx'
import { OUTLINE_PERIOD_LABEL } from './outline-period-label.ts'
import { OutlinePreview } from './outline-preview.tsx'
import { selectLine, writeAtCursor } from './outline-text.ts'
import { SlotBar } from './slot-bar.tsx'

/** Changes an outline: its Markdown, what cannot be read by line, and its structure beside it. */
export function OutlineEditor({ outline, onSaved }: { outline: OutlineFull; onSaved: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const id = useId()
  const text = useRef<HTMLTextAreaElement | null>(null)
  const [edit, setEdit] = useState({ name: outline.name, period: outline.period, source: outline.source })
  const [reason, setReason] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const done = useRef(false)
  const source = useDeferredValue(edit.source)
  const changed = edit.name !== outline.name || edit.period !== outline.period || edit.source !== outline.source
  const submit = () =>
    attempt(async () => {
      const why = reason.trim()
      const body = { ...edit, name: edit.name.trim(), version: outline.version, ...(why ? { reason: why } : {}) }
      await save(api.put(community.api(`/outlines/${outline.code}`), body), t('已保存'))
      done.current = true
      onSaved()
    })
  return (
    <div className="outline-columns">
      <section className="panel">
        <div className="outline-head">
          <div>
            <label htmlFor={`${id}-name`}>{t('提纲名称')}</label>
            <Input
              id={`${id}-name`}
              value={edit.name}
              maxLength={60}
              onChange={(event) => setEdit({ ...edit, name: event.target.value })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-period`}>{t('适用时段')}</label>
            <Select
              id={`${id}-period`}
              value={edit.period}
              options={OUTLINE_PERIODS.map((value) => ({ value, label: t(OUTLINE_PERIOD_LABEL[value]) }))}
              onChange={(period) => setEdit({ ...edit, period })}
            />
          </div>
        </div>
        <label htmlFor={`${id}-source`} className="field-label">
          {t('提纲内容')}
        </label>
        <SlotBar onInsert={(slot, alone) => text.current && writeAtCursor(text.current, slot, alone)} />
        <textarea
          ref={text}
          id={`${id}-source`}
          className="outline-source"
          lang="zh-CN"
          spellCheck={false}
          maxLength={OUTLINE_LIMIT}
          value={edit.source}
          onChange={(event) => setEdit({ ...edit, source: event.target.value })}
        />
        <OutlineFindings source={source} onLine={(line) => text.current && selectLine(text.current, line)} />
        {!outline.own && (
          <p className="quiet">{t('这是系统自带的提纲。保存后本社区改用您的写法，系统升级不会改动它。')}</p>
        )}
        <label htmlFor={`${id}-reason`} className="field-label">
          {t('修改原因（会留在历史里）')}
        </label>
        <Input id={`${id}-reason`} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <ProblemNotice problem={problem} />
        <p className="outline-save">
          <Button
            type="primary"
            loading={busy}
            disabled={!changed || edit.name.trim() === ''}
            onClick={() => void submit()}
          >
            {t('保存')}
          </Button>
          <span className="quiet">{changed ? t('有未保存的修改') : ''}</span>
        </p>
      </section>
      <OutlinePreview source={source} />
      <LeaveGuard unsaved={() => changed && !done.current} />
    </div>
  )
}
