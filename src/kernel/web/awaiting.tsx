import type { UseQueryResult } from '@tanstack/react-query'
import { Loading } from './loading.tsx'
import { PageHead } from './page-head.tsx'
import { ProblemNotice } from './problem-notice.tsx'

/** A page of one thing while its answer is on the way, or when it failed: under a heading that leads back. */
export function Awaiting({ answer, back }: { answer: UseQueryResult; back: { href: string; label: string } }) {
  if (!answer.isError) return <Loading rows={5} />
  return (
    <>
      <PageHead title={back.label} back={back} />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
    </>
  )
}
