import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { DataTable } from '#kernel/web/data-table.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { type Filters, useFilters } from '#kernel/web/use-filters.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CaseBoard } from '../board-schema.ts'
import type { CasePage, CaseRow } from '../list-schema.ts'
import { BulkDispatchForm } from './bulk-dispatch-form.tsx'
import { caseColumns } from './case-columns.tsx'
import { caseFilters } from './case-filters.ts'
import { CaseNav } from './case-nav.tsx'
import { alarmViews, isOn, queryOf, stateViews } from './case-views.ts'
import { DraftPapersMenu } from './draft-papers-menu.tsx'
import { ReportDrawer } from './report-drawer.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { useProblemTypes } from './use-problem-types.ts'
import { ViewLinks } from './view-links.tsx'
import './cases.css'

/** Every problem, by where it stands; what is late and what waits for oneself is counted above the list. */
export default function CasesPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const navigate = useNavigate()
  const types = useProblemTypes()
  const board = useOne<CaseBoard>('/cases/board').data
  const [reporting, setReporting] = useState(false)
  const [chosen, setChosen] = useState<CaseRow[]>([])
  const [dispatching, setDispatching] = useState(false)
  const issues = community.can('issue', 'cases')
  const views = stateViews(board, t)
  const untouched = Object.keys(filters.values).length === 0 || isOn(views[0]!, filters.values)
  return (
    <>
      <PageHead
        title={t('问题')}
        hint={t('发现的问题在这里一直跟到改好：受理、交办、整改、核查、销号、回头看。')}
        actions={
          community.can('write', 'cases') && (
            <Button type="primary" onClick={() => setReporting(true)}>
              {t('上报问题')}
            </Button>
          )
        }
      />
      <CaseNav />
      <div className="case-boards">
        <ViewLinks label={t('按状态看')} views={views} />
        <ViewLinks label={t('要紧的')} views={alarmViews(board, t)} />
      </div>
      <FilterBar
        filters={filters}
        specs={caseFilters(t, types, filters.values.checkItem)}
        more={
          <>
            <SortChoice filters={filters} />
            <SavedFilters />
          </>
        }
      />
      <section className="panel">
        {issues && (
          <div className="bulk-bar">
            <Button disabled={chosen.length === 0} onClick={() => setDispatching(true)}>
              {t('批量交办')}
            </Button>
            <DraftPapersMenu caseIds={chosen.map((row) => row.id)} />
            <span className="quiet" role="status">
              {chosen.length === 0
                ? t('勾选待交办的问题，可以一起交办')
                : t('已选 {count} 个', { count: chosen.length })}
            </span>
            {chosen.length > 0 && (
              <Button type="text" onClick={() => setChosen([])}>
                {t('取消选择')}
              </Button>
            )}
          </div>
        )}
        <DataTable<CaseRow, CasePage>
          caption={t('问题清单')}
          path="/cases"
          paging="offset"
          query={queryOf(filters.values)}
          rowKey={(row) => row.id}
          columns={caseColumns(t, community)}
          rowClass={(row) => (row.overdue ? 'case-late' : '')}
          {...(issues ? { select: selection(chosen, setChosen) } : {})}
          empty={
            untouched
              ? { what: t('没有未办结的问题'), todo: t('发现问题点“上报问题”；已经办结的在“已办结”里。') }
              : { what: t('没有符合条件的问题'), todo: t('放宽筛选条件再试。') }
          }
        />
      </section>
      <ReportDrawer
        open={reporting}
        onClose={() => setReporting(false)}
        onSaved={(id) => void navigate(community.href(`/cases/${id}`))}
      />
      <BulkDispatchForm
        open={dispatching}
        rows={chosen}
        onClose={() => setDispatching(false)}
        onDone={() => setChosen([])}
      />
    </>
  )
}

/** Chosen rows stay chosen over the pages of the list. */
function selection(chosen: readonly CaseRow[], choose: (rows: CaseRow[]) => void) {
  return {
    chosen: chosen.map((row) => row.id),
    onChange: (ids: string[], rows: CaseRow[]) => {
      const elsewhere = chosen.filter((row) => ids.includes(row.id) && !rows.some(({ id }) => id === row.id))
      choose([...elsewhere, ...rows])
    },
  }
}

function SortChoice({ filters }: { filters: Filters }) {
  const t = useWords()
  return (
    <div className="filter">
      <label htmlFor="case-sort">{t('排序')}</label>
      <Select
        id="case-sort"
        value={filters.sort === 'due' ? 'due' : 'found'}
        options={[
          { value: 'found', label: t('新发现的在前') },
          { value: 'due', label: t('先到期的在前') },
        ]}
        onChange={(sort) => filters.sortBy(sort === 'due' ? 'due' : undefined)}
      />
    </div>
  )
}
