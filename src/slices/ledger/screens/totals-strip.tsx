import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { trimDecimal } from '#kernel/print-figure.ts'
import { api, type Query } from '#kernel/web/api.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { EntryTotals } from '../schema.ts'

const SHOWN = 8

/** What the records on show add up to, each quantity in its own unit. */
export function TotalsStrip({ filter }: { filter: Query }) {
  const t = useWords()
  const path = useCommunity().api('/entries/totals')
  const [all, setAll] = useState(false)
  const answer = useQuery({
    queryKey: [path, filter],
    queryFn: ({ signal }) => api.get<EntryTotals>(path, filter, signal),
    placeholderData: keepPreviousData,
  })
  if (answer.isError) return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  const totals = answer.data
  if (!totals || totals.entries === 0) return null
  const shown = all ? totals.measures : totals.measures.slice(0, SHOWN)
  // Two kinds may both count 人次: then the kind is said with it.
  const shared = (label: string) => totals.measures.filter((each) => each.label === label).length > 1
  return (
    <section className="panel totals-strip" aria-label={t('所列记录合计')} aria-busy={answer.isFetching}>
      <ul className="totals" aria-live="polite">
        <li>
          <strong className="number">{totals.exact ? totals.entries : `${totals.entries}+`}</strong>
          {t('条记录')}
        </li>
        {shown.map((each) => (
          <li key={`${each.kind}${each.measure}`}>
            <strong className="number">
              {trimDecimal(each.amount)}
              {each.unit}
            </strong>
            {shared(each.label) ? `${each.kindLabel} ${each.label}` : each.label}
          </li>
        ))}
      </ul>
      {totals.measures.length > SHOWN && (
        <Button type="text" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('收起') : t('全部{count}项合计', { count: totals.measures.length })}
        </Button>
      )}
    </section>
  )
}
