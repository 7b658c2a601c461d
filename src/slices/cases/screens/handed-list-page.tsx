import { Button, Checkbox, Input, Select } from 'antd'
import { useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { upload } from '#kernel/web/upload.ts'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ListConfirm, ListPreview, PasteBody } from '../handed-list-schema.ts'
import { SOURCE_LABEL } from '../schema.ts'
import { sourcesFor } from '../source-rules.ts'
import { CaseNav } from './case-nav.tsx'
import { type EditedRow, HandedRows } from './handed-rows.tsx'
import './cases.css'

type ListSource = PasteBody['source']

/** A superior's list becomes problems: pasted or uploaded, looked through row by row, entered together. */
export default function HandedListPage() {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [source, setSource] = useState<ListSource>('superior')
  const [sourceRef, setSourceRef] = useState('')
  const [preview, setPreview] = useState<ListPreview | null>(null)
  const [rows, setRows] = useState<EditedRow[]>([])
  const [dispatch, setDispatch] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const offered = sourcesFor(community.role).filter((each): each is ListSource =>
    ['superior', 'hotline', 'assessment'].includes(each),
  )
  const show = (found: ListPreview) => {
    setPreview(found)
    setRows(found.rows)
  }
  const readText = () =>
    attempt(async () => {
      const body: PasteBody = { text, source, sourceRef: sourceRef.trim(), dryRun: true }
      show(await api.post<ListPreview>(community.api('/cases/paste'), body))
    })
  const readFile = (chosen: File | undefined) =>
    chosen && attempt(async () => show(await upload<ListPreview>(community.api('/cases/sheet'), chosen)))
  const enter = () =>
    attempt(async () => {
      const taken = rows.filter((row) => row.taken)
      const body: Omit<ListConfirm, 'foundOn'> = {
        source,
        sourceRef: sourceRef.trim(),
        rows: taken.map(({ id: caseId, issue, placeId, locus, partyId, limit, due, sourceRef: ref }) => ({
          id: caseId,
          issue: issue.trim(),
          placeId,
          locus: locus.trim(),
          partyId,
          limit,
          due,
          sourceRef: ref,
        })),
        dispatch,
      }
      await save(api.post(community.api('/cases/list'), body), t('已登记 {count} 个问题', { count: taken.length }))
      await navigate(community.href(`/cases?${dispatch ? '' : 'plain=to-dispatch'}`))
    })
  const taken = rows.filter((row) => row.taken).length
  return (
    <>
      <PageHead title={t('登记问题清单')} hint={t('上级交办、热线或测评的清单，一次粘贴或上传，逐条看过再登记。')} />
      <CaseNav />
      <section className="panel panel-form">
        <label className="field-label" htmlFor={`${id}-source`}>
          {t('来源')}
        </label>
        <Select
          id={`${id}-source`}
          className="list-source"
          value={source}
          options={offered.map((value) => ({ value, label: t(SOURCE_LABEL[value]) }))}
          onChange={setSource}
        />
        <label className="field-label" htmlFor={`${id}-ref`}>
          {t('来文或工单编号')}
        </label>
        <Input
          id={`${id}-ref`}
          value={sourceRef}
          maxLength={80}
          onChange={(event) => setSourceRef(event.target.value)}
        />
        <label className="field-label" htmlFor={`${id}-text`}>
          {t('问题清单')}
        </label>
        <Input.TextArea
          id={`${id}-text`}
          value={text}
          maxLength={40_000}
          autoSize={{ minRows: 6, maxRows: 20 }}
          placeholder={t('一行一个问题，或带编号、带地点小标题，照原文粘贴即可')}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="bulk-bar paste-bar">
          <Button type="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void readText()}>
            {t('读出问题')}
          </Button>
          <input
            ref={file}
            type="file"
            style={{ display: 'none' }}
            aria-label={t('上传表格')}
            accept=".xlsx,.xls,.csv"
            onChange={(event) => {
              void readFile(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button disabled={busy} onClick={() => file.current?.click()}>
            {t('上传表格（xlsx、xls、csv）')}
          </Button>
        </div>
        {!preview && <ProblemNotice problem={problem} />}
      </section>
      {preview && (
        <section className="panel">
          <h2>{t('读出 {count} 个问题', { count: preview.rows.length })}</h2>
          {preview.notes.map((note) => (
            <p key={note} className="quiet">
              {note}
            </p>
          ))}
          {preview.left.length > 0 && (
            <details className="left-lines">
              <summary>{t('有 {count} 行没有当作问题', { count: preview.left.length })}</summary>
              <ul>
                {preview.left.map((line) => (
                  <li key={line.line}>{line.text}</li>
                ))}
              </ul>
            </details>
          )}
          <HandedRows rows={rows} onChange={setRows} />
          <Checkbox checked={dispatch} onChange={(event) => setDispatch(event.target.checked)}>
            {t('写明责任单位的同时交办')}
          </Checkbox>
          <ProblemNotice problem={problem} />
          <div className="bulk-bar paste-bar">
            <Button type="primary" loading={busy} disabled={taken === 0} onClick={() => void enter()}>
              {t('登记选中的 {count} 个', { count: taken })}
            </Button>
          </div>
        </section>
      )}
    </>
  )
}
