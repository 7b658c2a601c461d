import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination } from 'antd'
import type { ReactNode } from 'react'
import { api, type Query } from './api.ts'
import type { Column } from './column.ts'
import { EmptyHint, type EmptyHintProps } from './empty-hint.tsx'
import { Loading } from './loading.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { RowsTable, type Selection } from './rows-table.tsx'
import { useCommunity } from './use-community.ts'
import { useFilters } from './use-filters.ts'
import { useWords } from './words.ts'

export interface ListAnswer<Row> {
  total: number
  rows: Row[]
  /** False: the server stopped counting at `total`. */
  exact?: boolean
  /** True: the same, said the other way round. */
  capped?: boolean
}

export interface DataTableProps<Row, Answer extends ListAnswer<Row>> {
  caption: string
  /** Below the community: '/places'. Asked with the page, `sort` and the query; answers {total, rows}. */
  path: string
  /** How the route names the page: `page` and `size` (the default), or `offset` and `limit`. */
  paging?: 'page' | 'offset'
  /** What the list is narrowed to; leave out to send every filter in the address. */
  query?: Query
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  empty: EmptyHintProps
  /** Above the rows, following the filter: totals, counts. */
  head?: (answer: Answer) => ReactNode
  select?: Selection<Row>
  rowClass?: (row: Row) => string
}

/** A list paged by the server, its state in the address. */
export function DataTable<Row, Answer extends ListAnswer<Row> = ListAnswer<Row>>(props: DataTableProps<Row, Answer>) {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const { page, size } = filters
  const paging = props.paging === 'offset' ? { offset: (page - 1) * size, limit: size } : { page, size }
  const asked: Query = { ...(props.query ?? filters.values), ...paging }
  if (filters.sort) asked.sort = filters.sort
  const path = community.api(props.path)
  const answer = useQuery({
    queryKey: [path, asked],
    queryFn: ({ signal }) => api.get<Answer>(path, asked, signal),
    placeholderData: keepPreviousData,
  })
  if (answer.isError && !answer.data)
    return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Loading />
  const { total, rows } = answer.data
  const exact = answer.data.exact !== false && answer.data.capped !== true
  return (
    <div className="data-table" aria-busy={answer.isFetching}>
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {props.head?.(answer.data)}
      {total === 0 ? (
        <EmptyHint {...props.empty} />
      ) : (
        <RowsTable
          caption={props.caption}
          rows={rows}
          columns={props.columns}
          rowKey={props.rowKey}
          loading={answer.isPlaceholderData}
          sort={filters.sort}
          onSort={filters.sortBy}
          select={props.select}
          rowClass={props.rowClass}
        />
      )}
      {total > 0 && (
        <Pagination
          className="pages"
          responsive
          total={total}
          current={page}
          pageSize={size}
          pageSizeOptions={[20, 50, 100]}
          showSizeChanger={total > 20}
          showTotal={(count) => (exact ? t('共 {count} 条', { count }) : t('超过 {count} 条', { count }))}
          onChange={filters.turn}
        />
      )}
    </div>
  )
}
