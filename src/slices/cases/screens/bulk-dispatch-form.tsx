import { Alert, Button, Drawer, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { PartyPicker } from '#kernel/web/party-picker.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { BulkDispatch, BulkOutcome } from '../bulk-schema.ts'
import type { CaseRow } from '../list-schema.ts'
import { BulkResult } from './bulk-result.tsx'

interface BulkDispatchFormProps {
  open: boolean
  rows: readonly CaseRow[]
  onClose: () => void
  /** Something was handed out: what was chosen is no longer as it was. */
  onDone: () => void
}

/** Hands out many problems at once: each to whoever answers for its place, or all to one. */
export function BulkDispatchForm({ open, rows, onClose, onDone }: BulkDispatchFormProps) {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const save = useSave()
  const [to, setTo] = useState<BulkDispatch['to']>('by-duty')
  const [party, setParty] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { busy, problem, attempt, forget } = useAttempt()
  const [result, setResult] = useState<{ rows: readonly CaseRow[]; outcomes: BulkOutcome[] } | null>(null)
  const close = () => {
    if (result) onDone()
    setResult(null)
    forget()
    setNote('')
    onClose()
  }
  const send = () =>
    attempt(async () => {
      const body: Omit<BulkDispatch, 'note'> & { note?: string } = {
        items: rows.map(({ id: caseId, version }) => ({ id: caseId, version })),
        to,
        partyId: to === 'party' ? party : null,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }
      const outcomes = await save(api.post<BulkOutcome[]>(community.api('/cases/dispatch'), body), t('已办理'))
      setResult({ rows, outcomes })
    })
  const waiting = rows.filter((row) => row.state === 'accepted' || row.state === 'returned').length
  return (
    <Drawer
      title={t('批量交办 {count} 个问题', { count: result?.rows.length ?? rows.length })}
      open={open}
      onClose={close}
      size="min(640px, 100vw)"
      mask={{ closable: false }}
    >
      {result ? (
        <BulkResult {...result} onClose={close} />
      ) : (
        <>
          {waiting < rows.length && (
            <Alert
              className="problem-notice"
              type="warning"
              showIcon
              title={t('其中 {count} 个现在不是待交办，会逐个说明原因，不影响其他的。', {
                count: rows.length - waiting,
              })}
            />
          )}
          <fieldset className="bulk-to">
            <legend>{t('交给谁')}</legend>
            <Radio.Group value={to} onChange={(event) => setTo(event.target.value as BulkDispatch['to'])}>
              <Radio value="by-duty">{t('按责任各归各家：谁负责这个地点就交给谁')}</Radio>
              <Radio value="party">{t('都交给同一家')}</Radio>
            </Radio.Group>
          </fieldset>
          {to === 'party' && (
            <>
              <label className="field-label" htmlFor={`${id}-party`}>
                {t('责任单位或责任人')}
              </label>
              <PartyPicker
                id={`${id}-party`}
                value={party ? [party] : []}
                onChange={(next) => setParty(next[0] ?? null)}
              />
            </>
          )}
          {to === 'by-duty' && <p className="quiet">{t('没有人负责的地点由社区自行整改，并在结果里列出。')}</p>}
          <label className="field-label" htmlFor={`${id}-note`}>
            {t('要求（选填）')}
          </label>
          <Input.TextArea
            id={`${id}-note`}
            value={note}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setNote(event.target.value)}
          />
          <p className="quiet">{t('时限按问题类型和程度自动计算。')}</p>
          <ProblemNotice problem={problem} />
          <div className="row-acts">
            <Button
              type="primary"
              loading={busy}
              disabled={rows.length === 0 || (to === 'party' && party === null)}
              onClick={() => void send()}
            >
              {t('交办')}
            </Button>
            <Button onClick={close}>{t('取消')}</Button>
          </div>
        </>
      )}
    </Drawer>
  )
}
