import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { sayInstant } from '#kernel/web/days-said.ts'
import type { FilterSpec } from '#kernel/web/filter-bar.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { DataTable } from '#kernel/web/data-table.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { sayPeriod } from './say-period.ts'
import { REPORT_STATE_LABEL, REPORT_STATES, type ReportSummary } from '../schema.ts'
import { DraftDrawer } from './draft-drawer.tsx'
import { ReportsNav } from './reports-nav.tsx'
import { StateTag } from './state-tag.tsx'

const FIRST_YEAR = 2009

/** Every report of the community, what state it is in and whose it is. */
export default function ReportsPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const [drafting, setDrafting] = useState(false)
  const writes = community.can('write', 'reports')
  const narrowed = Object.keys(filters.values).length > 0
  const begin = (
    <Button type="primary" onClick={() => setDrafting(true)}>
      {t('起草汇报')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={t('汇报')}
        hint={t('汇报里的每个数字都从台账里取，点开就能看到背后的记录。')}
        actions={writes && begin}
      />
      <ReportsNav />
      <FilterBar specs={filterSpecs(t)} filters={filters} />
      <section className="panel">
        <DataTable<ReportSummary>
          caption={t('汇报')}
          path="/reports"
          paging="offset"
          rowKey={(row) => row.id}
          empty={emptyHint(t, narrowed, writes && !narrowed ? begin : null)}
          columns={[
            {
              key: 'title',
              title: t('标题'),
              phone: 'title',
              render: (row) => <Link to={community.href(`/reports/${row.id}`)}>{row.title}</Link>,
            },
            { key: 'period', title: t('汇报时段'), width: 190, render: (row) => sayPeriod(row) },
            { key: 'state', title: t('状态'), width: 120, render: (row) => <StateTag state={row.state} /> },
            { key: 'author', title: t('起草人'), width: 110, render: (row) => row.authorName || '—' },
            {
              key: 'when',
              title: t('最近修改'),
              width: 150,
              render: (row) => <span className="number">{sayInstant(row.updatedAt)}</span>,
            },
            { key: 'issuer', title: t('定稿'), width: 170, render: (row) => <Issued row={row} /> },
          ]}
        />
      </section>
      <DraftDrawer open={drafting} onClose={() => setDrafting(false)} />
    </>
  )
}

function Issued({ row }: { row: ReportSummary }) {
  if (row.issuedAt === null) return '—'
  return <span className="number">{`${row.issuerName} ${sayInstant(row.issuedAt).slice(0, 10)}`}</span>
}

function filterSpecs(t: Say): FilterSpec[] {
  const last = Number(today().slice(0, 4)) + 1
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, at) => String(last - at))
  return [
    {
      key: 'state',
      label: t('状态'),
      type: 'choice',
      options: REPORT_STATES.map((value) => ({ value, label: t(REPORT_STATE_LABEL[value]) })),
    },
    {
      key: 'year',
      label: t('年份'),
      type: 'choice',
      options: years.map((value) => ({ value, label: t('{year}年', { year: value }) })),
    },
  ]
}

function emptyHint(t: Say, narrowed: boolean, action: React.ReactNode) {
  return narrowed
    ? { what: t('没有符合条件的汇报'), todo: t('放宽筛选条件再试。') }
    : { what: t('还没有汇报'), todo: t('选一个提纲和时段就能起草，数字自动从台账里填好。'), action }
}
