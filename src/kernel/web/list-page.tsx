import type { ReactNode } from 'react'
import { DataTable, type DataTableProps, type ListAnswer } from './data-table.tsx'
import { FilterBar, type FilterSpec } from './filter-bar.tsx'
import { PageHead, type PageHeadProps } from './page-head.tsx'
import { useFilters } from './use-filters.ts'

export interface ListPageProps<Row, Answer extends ListAnswer<Row>> extends PageHeadProps {
  filters?: FilterSpec[]
  /** Right of the filters: export buttons and the like. */
  more?: ReactNode
  table: DataTableProps<Row, Answer>
  children?: ReactNode
}

/** Heading, filters, table: most pages of an office. Children stand between the filters and the table. */
export function ListPage<Row, Answer extends ListAnswer<Row> = ListAnswer<Row>>(props: ListPageProps<Row, Answer>) {
  const { filters, more, table, children, ...head } = props
  const state = useFilters()
  return (
    <>
      <PageHead {...head} />
      {filters && <FilterBar specs={filters} filters={state} more={more} />}
      {children}
      <section className="panel">
        <DataTable {...table} />
      </section>
    </>
  )
}
