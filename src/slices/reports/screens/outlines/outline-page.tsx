import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { OutlineFull } from '../../schema.ts'
import { OutlineEditor } from './outline-editor.tsx'
import { OutlinePreview } from './outline-preview.tsx'
import './outline.css'

/** One outline: edited by those who may, shown to the others. */
export default function OutlinePage() {
  const t = useWords()
  const community = useCommunity()
  const { code = '' } = useParams()
  const [round, setRound] = useState(0)
  const path = community.api(`/outlines/${code}`)
  const answer = useQuery({
    queryKey: [path, round],
    queryFn: ({ signal }) => api.get<OutlineFull>(path, undefined, signal),
    gcTime: 0,
  })
  const outline = answer.data
  return (
    <>
      <PageHead
        title={outline?.name ?? t('提纲')}
        hint={t('左边写提纲，右边看结构。双花括号里是台账中的数字，起草时自动填好。')}
        back={{ href: community.href('/outlines'), label: t('提纲') }}
      />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={10} />}
      {outline && community.can('write', 'reports') && (
        <OutlineEditor key={round} outline={outline} onSaved={() => setRound(round + 1)} />
      )}
      {outline && !community.can('write', 'reports') && (
        <div className="outline-columns">
          <section className="panel">
            <pre className="outline-source">{outline.source}</pre>
          </section>
          <OutlinePreview source={outline.source} />
        </div>
      )}
    </>
  )
}
