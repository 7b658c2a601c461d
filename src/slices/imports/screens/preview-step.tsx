import { useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch, ImportPreview } from '../schema.ts'
import { FindingsList } from './findings-list.tsx'
import { PreviewRows } from './preview-rows.tsx'
import { SummaryLine } from './summary-line.tsx'

interface PreviewStepProps {
  batch: ImportBatch
  onBack: () => void
  onStarted: (workId: string) => void
}

/** What would come of the file, with everything to look at; nothing is saved until it is confirmed. */
export function PreviewStep({ batch, onBack, onStarted }: PreviewStepProps) {
  const t = useWords()
  const community = useCommunity()
  const path = community.api(`/imports/${batch.id}`)
  const preview = useQuery({
    queryKey: [`${path}/preview`],
    queryFn: ({ signal }) => api.get<ImportPreview>(`${path}/preview`, undefined, signal),
    staleTime: 0,
  })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const start = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { workId } = await api.post<{ workId: string }>(`${path}/confirm`)
      onStarted(workId)
    } catch (cause) {
      setProblem(cause)
      setBusy(false)
    }
  }
  if (!preview.data) {
    return (
      <section className="panel">
        {preview.isError ? (
          <>
            <ProblemNotice problem={preview.error} retry={() => void preview.refetch()} />
            <Button onClick={onBack}>{t('上一步')}</Button>
          </>
        ) : (
          <>
            <p role="status">{t('正在逐行核对…')}</p>
            <Loading rows={8} />
          </>
        )}
      </section>
    )
  }
  const { summary, findings, brings, sheets } = preview.data
  const taken = summary.accepted + summary.corrected
  const nothing = taken + summary.unchanged + summary.broken === 0
  return (
    <>
      <section className="panel">
        <h2>{t('导入后会怎样')}</h2>
        <SummaryLine summary={summary} />
        {brings.length > 0 && (
          <p className="quiet">
            {t('同时登记：')}
            {brings
              .map(
                (one) => `${one.label}${one.count}（${one.names.slice(0, 5).join('、')}${one.count > 5 ? '…' : ''}）`,
              )
              .join('；')}
          </p>
        )}
        <ProblemNotice problem={problem} />
        <Space wrap>
          <Button onClick={onBack} disabled={busy}>
            {t('上一步')}
          </Button>
          {community.can('write', 'imports') && (
            <Button type="primary" loading={busy} disabled={nothing} onClick={() => void start()}>
              {t('确认导入')}
            </Button>
          )}
          {nothing && <span className="quiet">{t('没有可以导入的行。')}</span>}
          {!nothing && taken === 0 && summary.broken === 0 && (
            <span className="quiet">{t('和以前导入的完全一样，再导也不会有变化。')}</span>
          )}
        </Space>
      </section>
      <section className="panel">
        <h2>{t('要看的地方（{count}）', { count: findings.length })}</h2>
        <FindingsList findings={findings} />
      </section>
      <section className="panel">
        <h2>{t('逐行预览')}</h2>
        <PreviewRows sheets={sheets} />
      </section>
    </>
  )
}
