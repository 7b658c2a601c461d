import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommunity } from '#kernel/web/use-community.ts'
import type { Work } from '#kernel/web/use-work.ts'
import { WorkProgress } from '#kernel/web/work-progress.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { ImportBatch, ImportResult } from '../schema.ts'
import { FindingsList } from './findings-list.tsx'
import { ResultPanel } from './result-panel.tsx'

interface RunStepProps {
  batch: ImportBatch
  workId: string | null
  onBack: () => void
}

/** The import itself: how far it is, a way to stop it, and what it came to. */
export function RunStep({ batch, workId, onBack }: RunStepProps) {
  const t = useWords()
  const community = useCommunity()
  const client = useQueryClient()
  const [over, setOver] = useState<Work<ImportResult> | null>(null)
  if (workId === null) {
    return (
      <section className="panel">
        <p role="status">{t('这份表格正在导入。')}</p>
        <Button onClick={() => void client.invalidateQueries({ queryKey: [community.api(`/imports/${batch.id}`)] })}>
          {t('看看进行得怎样')}
        </Button>
      </section>
    )
  }
  const finish = (work: Work<ImportResult>) => {
    setOver(work)
    // One import moves lists, registers and figures alike.
    const base = community.api('/')
    void client.invalidateQueries({
      predicate: (query) => String(query.queryKey[0]).startsWith(base) && !String(query.queryKey[0]).includes('/work/'),
    })
  }
  return (
    <>
      <section className="panel">
        <WorkProgress<ImportResult> id={workId} label={t('导入表格')} onOver={finish} />
        {over && over.state !== 'done' && (
          <p>
            <Button onClick={onBack}>{t('回到预览')}</Button>
          </p>
        )}
      </section>
      {over?.result && (
        <>
          <ResultPanel
            batch={batch}
            summary={{
              ...over.result,
              questions: over.result.findings.filter((finding) => finding.severity === 'question').length,
            }}
          />
          <section className="panel">
            <h2>{t('要看的地方（{count}）', { count: over.result.findings.length })}</h2>
            <FindingsList findings={over.result.findings} />
          </section>
        </>
      )}
    </>
  )
}
