import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, withQuery } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { periodOf, periodText, readPeriod, today } from '#kernel/web/period.ts'
import { PeriodPicker } from '#kernel/web/period-picker.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureView } from '#slices/ledger/figure-schema.ts'

/** Every figure of a period as a report would print it; each opens to the records behind it. */
export function HomeFigures() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const period = readPeriod(filters.values.from, filters.values.to) ?? periodOf('to-date', today())
  const path = community.api('/figures')
  const figures = useQuery({
    queryKey: [path, period],
    queryFn: ({ signal }) => api.get<{ rows: FigureView[] }>(path, { ...period }, signal),
    placeholderData: keepPreviousData,
  })
  const [all, setAll] = useState(false)
  const rows = figures.data?.rows ?? []
  const full = rows.filter((figure) => figure.value !== null && Number(figure.value) !== 0)
  const shown = all ? rows : full
  return (
    <section className="panel" aria-busy={figures.isFetching}>
      <div className="panel-head">
        <h2>{t('数字')}</h2>
        <PeriodPicker value={period} onChange={(next) => filters.set(periodText(next))} />
      </div>
      <ProblemNotice problem={figures.error} retry={() => void figures.refetch()} />
      {figures.isLoading && <Loading />}
      {figures.data && full.length === 0 && (
        <EmptyHint
          what={t('这段时间还没有数字')}
          todo={t('换一个时段看看；台账还空着，就先把办公室现有的表格导进来。')}
          action={community.can('write', 'imports') && <Link to={community.href('/import')}>{t('导入台账表格')}</Link>}
        />
      )}
      <ul className="figures">
        {shown.map((figure) => (
          <li key={figure.key}>
            <Link to={community.href(withQuery(`/figures/${figure.key}`, { ...period }))}>
              <strong>{figure.value === null ? '—' : figure.printed}</strong>
              {figure.label}
            </Link>
          </li>
        ))}
      </ul>
      {rows.length > full.length && (
        <Button type="text" onClick={() => setAll(!all)}>
          {all ? t('只看有数的') : t('连同为零和未填的 {count} 项', { count: rows.length - full.length })}
        </Button>
      )}
    </section>
  )
}
