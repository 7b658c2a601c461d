import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { ReportFull } from '../schema.ts'
import { ReportReader } from './report-reader.tsx'
import './paper.css'

// The editor is fetched only by those who may write.
const ReportEditor = lazy(() => import('./report-editor.tsx'))

/** One report: edited while it may be, read afterwards and by everybody else. */
export default function ReportPage() {
  const t = useWords()
  const community = useCommunity()
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const path = community.api(`/reports/${id}`)
  // Never from the store of an earlier visit: the editor must stand on the newest version.
  const answer = useQuery({
    queryKey: [path, round],
    queryFn: ({ signal }) => api.get<ReportFull>(path, undefined, signal),
    gcTime: 0,
  })
  const report = answer.data
  if (!report) {
    return (
      <>
        <PageHead title={t('汇报')} back={{ href: community.href('/reports'), label: t('汇报') }} />
        <section className="panel">
          {answer.isError ? (
            <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
          ) : (
            <Loading rows={8} />
          )}
        </section>
      </>
    )
  }
  if (!report.may.save) return <ReportReader key={report.id} report={report} />
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <ReportEditor
        key={`${report.id} ${report.state} ${round}`}
        report={report}
        onReload={() => setRound(round + 1)}
      />
    </Suspense>
  )
}
