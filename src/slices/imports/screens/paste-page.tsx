import { Button, Checkbox, Input, Select, Space, Tag } from 'antd'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { type PastedDraft, PROBLEM_TARGET } from '../schema.ts'
import { ImportNav } from './import-nav.tsx'
import { RowFields } from './row-fields.tsx'
import { useImportTargets } from './use-import-targets.ts'

interface Draft extends PastedDraft {
  taken: boolean
}

/** Lines copied out of a group chat become draft records; what is confirmed is recorded. */
export default function PastePage() {
  const t = useWords()
  const id = useId()
  const community = useCommunity()
  const navigate = useNavigate()
  const save = useSave()
  const { targets } = useImportTargets()
  const now = Number(today().slice(0, 4))
  const [text, setText] = useState('')
  const [year, setYear] = useState(now)
  const [drafts, setDrafts] = useState<Draft[] | null>(null)
  const { busy, problem, attempt } = useAttempt()
  const taken = (drafts ?? []).filter((draft) => draft.taken)
  const change = (draft: Draft, patch: Partial<Draft>) =>
    setDrafts((before) => (before ?? []).map((each) => (each.id === draft.id ? changed(each, patch) : each)))

  const read = () =>
    attempt(async () => {
      const found = await api.post<PastedDraft[]>(community.api('/imports/pasted'), { text, year })
      setDrafts(found.map(draftOf))
    })
  const confirm = () =>
    attempt(async () => {
      const items = taken.map(({ id: draftId, target, values, placeId }) => ({ id: draftId, target, values, placeId }))
      await save(
        api.post(community.api('/imports/pasted/confirm'), { year, items }),
        t('已记入{count}条', { count: items.length }),
      )
      const problems = items.every((item) => item.target === PROBLEM_TARGET)
      await navigate(community.href(problems ? '/cases?source=import' : '/ledger?via=chat'))
    })

  return (
    <>
      <PageHead title={t('粘贴群消息')} hint={t('把工作群里的几句话粘过来，整理成台账记录，看过再入账。')} />
      <ImportNav />
      <section className="panel panel-form">
        <label htmlFor={`${id}-text`}>{t('群消息')}</label>
        <Input.TextArea
          id={`${id}-text`}
          value={text}
          maxLength={20_000}
          showCount
          autoSize={{ minRows: 5, maxRows: 16 }}
          placeholder={t('例如：5月8日上午在利民小区清理垃圾3处、小广告20条')}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="filter-bar paste-bar">
          <div className="filter">
            <label htmlFor={`${id}-year`}>{t('没写年份的算')}</label>
            <Select
              id={`${id}-year`}
              value={year}
              onChange={setYear}
              options={Array.from({ length: now - 2008 }, (_, at) => ({
                value: now - at,
                label: t('{year}年', { year: String(now - at) }),
              }))}
            />
          </div>
          <Button
            type={drafts === null ? 'primary' : 'default'}
            loading={busy}
            disabled={text.trim() === ''}
            onClick={() => void read()}
          >
            {drafts === null ? t('整理') : t('重新整理')}
          </Button>
        </div>
        {drafts === null && <ProblemNotice problem={problem} />}
      </section>
      {drafts?.map((draft, at) => {
        const target = targets.find((each) => each.code === draft.target)
        const name = t('第{at}条', { at: at + 1 })
        return (
          <section key={draft.id} className="panel panel-form" aria-label={name}>
            <div className="panel-head">
              <h2>
                {name} <Tag>{draft.targetLabel}</Tag>
              </h2>
              <Checkbox checked={draft.taken} onChange={(event) => change(draft, { taken: event.target.checked })}>
                {t('入账')}
              </Checkbox>
            </div>
            <blockquote>{draft.said}</blockquote>
            <ul className="findings">
              {draft.findings.map((finding) => (
                <li key={finding.message}>
                  <span className="said">{finding.message}</span>
                </li>
              ))}
            </ul>
            {target && (
              <RowFields
                target={target}
                values={draft.values}
                onChange={(values) => change(draft, { values, taken: true })}
                faulty={faultyOf(draft)}
                placeId={draft.placeId}
                onPlace={(placeId) => change(draft, { placeId, taken: true })}
              />
            )}
          </section>
        )
      })}
      {drafts !== null && (
        <section className="panel panel-form">
          <ProblemNotice problem={problem} />
          <Space wrap>
            <Button type="primary" loading={busy} disabled={taken.length === 0} onClick={() => void confirm()}>
              {t('把勾选的{count}条记入台账', { count: taken.length })}
            </Button>
            <Button onClick={() => setDrafts(null)} disabled={busy}>
              {t('放弃')}
            </Button>
          </Space>
        </section>
      )}
    </>
  )
}

// What can be recorded as it stands is ticked.
function draftOf(read: PastedDraft): Draft {
  return { ...read, taken: read.findings.every((finding) => finding.severity !== 'error') }
}

function changed(draft: Draft, patch: Partial<Draft>): Draft {
  return { ...draft, ...patch }
}

// A finding names its field where it is about one.
function faultyOf(draft: PastedDraft): string[] {
  return draft.findings.flatMap((finding) => {
    if (finding.severity !== 'error') return []
    if (finding.code.startsWith('place.')) return ['place']
    return finding.code.startsWith('day.') ? ['day'] : []
  })
}
