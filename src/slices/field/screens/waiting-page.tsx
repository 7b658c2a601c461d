import { useState } from 'react'
import { Link } from 'react-router'
import type { Column } from '#kernel/web/column.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { ACT_LABEL, WAITING_STATE_LABEL, type WaitingRow, type WaitingState } from '../waiting-schema.ts'
import { FieldNav } from './field-nav.tsx'
import { OpenFile } from './open-file.tsx'
import { sayPhotos } from './say-photos.ts'
import { sayWho } from './say-who.ts'
import { SettleSeveral } from './settle-several.tsx'
import './field.css'

/** What phones sent and could not be applied: the office looks at it, and it goes in or is set aside. */
export default function WaitingPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const state = (filters.values.state as WaitingState | undefined) ?? 'waiting'
  const [chosen, choose] = useState<WaitingRow[]>([])
  const several = state === 'waiting' && community.can('write', 'field')
  // Those of the first kind chosen: they go in on the same grounds.
  const group = chosen[0]?.alike
  return (
    <>
      <PageHead
        title={t('手机送来')}
        hint={t('手机送来、没能直接入账的先放在这里，一条也不丢。核对后代为入账，或者写明原因搁置，手机上会看到结果。')}
        actions={<OpenFile />}
      />
      <FieldNav />
      <FilterBar
        filters={filters}
        specs={[
          {
            key: 'state',
            label: t('处理情况'),
            type: 'choice',
            any: t('待处理'),
            options: [
              { value: 'applied', label: t(WAITING_STATE_LABEL.applied) },
              { value: 'dropped', label: t(WAITING_STATE_LABEL.dropped) },
            ],
          },
        ]}
      />
      <section className="panel">
        {/* Outlives what it settles: the list may be empty when it says how it went. */}
        {several && <SettleSeveral rows={chosen} onDone={() => choose([])} />}
        <DataTable<WaitingRow>
          caption={t('手机送来的记录')}
          path="/field/waiting"
          query={{ state }}
          rowKey={(row) => row.id}
          {...(several
            ? {
                select: {
                  chosen: chosen.map(({ id }) => id),
                  onChange: (_, rows: WaitingRow[]) => choose(ofOneKind(rows)),
                  may: (row: WaitingRow) => row.alike !== null && (group === undefined || row.alike === group),
                },
                head: hintAbove,
              }
            : {})}
          columns={columnsFor(state, t, community.href)}
          empty={
            state === 'waiting'
              ? {
                  what: t('没有等待处理的'),
                  todo: t('手机送来的都已直接入账。送不进去的会出现在这里，首页也会提醒。'),
                }
              : { what: state === 'applied' ? t('还没有代为入账的') : t('没有搁置的') }
          }
        />
      </section>
    </>
  )
}

const hintAbove = ({ rows }: { rows: WaitingRow[] }) => rows.some(({ alike }) => alike !== null) && <TickHint />

function TickHint() {
  const t = useWords()
  return <p className="quiet">{t('只差有人核对的，可以勾选几条一起代为入账；别的请点开逐条看。')}</p>
}

function ofOneKind(rows: WaitingRow[]): WaitingRow[] {
  const first = rows.find(({ alike }) => alike !== null)
  return first ? rows.filter(({ alike }) => alike === first.alike) : []
}

function columnsFor(state: WaitingState, t: Say, href: (path: string) => string): Column<WaitingRow>[] {
  const settled = state !== 'waiting'
  return [
    {
      key: 'summary',
      title: t('内容'),
      phone: 'title',
      render: (row) => <Link to={href(`/field/${row.id}`)}>{row.summary}</Link>,
    },
    { key: 'act', title: t('送来的是'), width: 110, render: (row) => t(ACT_LABEL[row.act]) },
    { key: 'who', title: t('谁送来的'), width: 140, render: (row) => sayWho(row, t) },
    { key: 'cameAt', title: t('收到时间'), width: 160, render: (row) => sayInstant(row.cameAt) },
    { key: 'photos', title: t('照片'), width: 130, render: (row) => sayPhotos(row.photos, t) || '—' },
    ...(settled
      ? [
          {
            key: 'settled',
            title: t('谁处理的'),
            width: 180,
            render: (row: WaitingRow) => `${row.settledBy ?? '—'} · ${row.settledAt ? sayInstant(row.settledAt) : '—'}`,
          },
          { key: 'reason', title: t('原因'), render: (row: WaitingRow) => row.reason ?? '—' },
        ]
      : [
          { key: 'problem', title: t('没有入账的原因（对送来的人说的）'), render: (row: WaitingRow) => t(row.problem) },
        ]),
  ]
}
