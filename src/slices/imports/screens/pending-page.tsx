import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination } from 'antd'
import { api } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { PendingRow } from '../schema.ts'
import { ImportNav } from './import-nav.tsx'
import { PendingCard } from './pending-card.tsx'
import { useBatches } from './use-batches.ts'
import { useImportTargets } from './use-import-targets.ts'

const SIZE = 20

/** Rows that could not be recorded as they stood: put right here, or left out with a reason. */
export default function PendingPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const { targets } = useImportTargets()
  const batches = useBatches()
  const state = (filters.values.state as PendingRow['state'] | undefined) ?? 'waiting'
  const query = { state, batch: filters.values.batch, offset: (filters.page - 1) * SIZE, limit: SIZE }
  const path = community.api('/pending-rows')
  const answer = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<{ total: number; rows: PendingRow[] }>(path, query, signal),
    placeholderData: keepPreviousData,
  })
  const { total = 0, rows = [] } = answer.data ?? {}
  return (
    <>
      <PageHead title={t('待修补')} hint={t('导入时有问题的行先放在这里，不进入任何数字。修好一行，入账一行。')} />
      <ImportNav />
      <FilterBar
        filters={filters}
        specs={[
          {
            key: 'state',
            label: t('状态'),
            type: 'choice',
            any: t('待修补'),
            options: [
              { value: 'mended', label: t('已入账') },
              { value: 'dropped', label: t('不入账') },
            ],
          },
          {
            key: 'batch',
            label: t('文件'),
            type: 'choice',
            options: (batches.data?.rows ?? []).map((batch) => ({ value: batch.id, label: batch.fileName })),
          },
        ]}
      />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={6} />}
      {answer.data && total === 0 && (
        <section className="panel">
          <EmptyHint
            what={state === 'waiting' ? t('没有待修补的行') : t('这里还没有')}
            {...(state === 'waiting' ? { todo: t('导入的表格里有看不懂的日期、地点或数量时，会放到这里。') } : {})}
          />
        </section>
      )}
      {rows.map((row, at) => (
        <PendingCard
          key={row.id}
          row={row}
          target={targets.find((target) => target.code === row.target)}
          open={at === 0}
        />
      ))}
      {total > SIZE && (
        <Pagination
          className="pages"
          total={total}
          current={filters.page}
          pageSize={SIZE}
          showSizeChanger={false}
          showTotal={(count) => t('共 {count} 条', { count })}
          onChange={(page) => filters.turn(page, 20)}
        />
      )}
    </>
  )
}
