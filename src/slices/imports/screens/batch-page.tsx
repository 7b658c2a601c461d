import { useQuery } from '@tanstack/react-query'
import { Alert, Steps } from 'antd'
import { useParams } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { usePhone } from '#kernel/web/use-phone.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch } from '../schema.ts'
import { BatchDone } from './batch-done.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { RunStep } from './run-step.tsx'
import { SheetsStep } from './sheets-step.tsx'

const STEPS = ['sheets', 'columns', 'preview', 'run'] as const
type WizardStep = (typeof STEPS)[number]

/** One file on its way into the ledger: what its sheets are, what its columns are, what will come of it, and go. */
export default function BatchPage() {
  const t = useWords()
  const community = useCommunity()
  const phone = usePhone()
  const { id = '' } = useParams()
  const filters = useFilters()
  const path = community.api(`/imports/${id}`)
  const answer = useQuery({ queryKey: [path], queryFn: () => api.get<ImportBatch>(path) })
  const back = { href: community.href('/import'), label: t('导入表格') }
  if (!answer.data) {
    return (
      <>
        <PageHead title={t('导入表格')} back={back} />
        {answer.isError ? (
          <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
        ) : (
          <Loading rows={8} />
        )}
      </>
    )
  }
  const batch = answer.data
  const work = filters.values.work
  const wanted = STEPS.find((step) => step === filters.values.step) ?? 'sheets'
  const step: WizardStep =
    work !== undefined || batch.state === 'running' ? 'run' : wanted === 'run' ? 'preview' : wanted
  const go = (next: WizardStep, workId?: string) => {
    filters.set({ step: next, work: workId, sheet: undefined })
    window.scrollTo(0, 0)
  }
  const names = [t('上传'), t('认表'), t('对列'), t('预览'), t('导入')]
  const at = STEPS.indexOf(step) + 1
  const over = batch.state === 'done' && work === undefined
  return (
    <>
      <PageHead
        title={batch.fileName}
        hint={t('{year}年的台账', { year: String(batch.year) })}
        back={back}
        actions={
          <DownloadButton path={`${path}/file`} name={batch.fileName}>
            {t('下载原文件')}
          </DownloadButton>
        }
      />
      {over ? (
        <BatchDone batch={batch} />
      ) : (
        <>
          {phone ? (
            <p className="quiet">
              {t('第{at}步，共{all}步：{name}', { at: at + 1, all: names.length, name: names[at]! })}
            </p>
          ) : (
            <Steps className="steps" current={at} size="small" items={names.map((title) => ({ title }))} />
          )}
          {step !== 'run' && (batch.state === 'failed' || batch.state === 'cancelled') && (
            <Alert
              className="problem-notice"
              type="info"
              showIcon
              title={
                batch.state === 'failed'
                  ? t('上次导入没有成功，什么都没有保存，可以再来一次。')
                  : t('上次导入已取消，什么都没有保存，可以再来一次。')
              }
            />
          )}
          {step === 'sheets' && <SheetsStep batch={batch} onNext={() => go('columns')} />}
          {step === 'columns' && <ColumnsStep batch={batch} onBack={() => go('sheets')} onNext={() => go('preview')} />}
          {step === 'preview' && (
            <PreviewStep batch={batch} onBack={() => go('columns')} onStarted={(workId) => go('run', workId)} />
          )}
          {step === 'run' && <RunStep batch={batch} workId={work ?? null} onBack={() => go('preview')} />}
        </>
      )}
    </>
  )
}
