import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { saySpan } from '#kernel/web/days-said.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DutyRow } from '../schema.ts'
import { DutyForm } from './duty-form.tsx'
import { DutyNav } from './duty-nav.tsx'
import { useDutyRoles } from './use-duty-roles.ts'

export default function DutiesPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const { word, roles } = useDutyRoles()
  const [adding, setAdding] = useState(false)
  const narrowed = Object.keys(filters.values).length > 0
  return (
    <>
      <PageHead
        title={t('{word}责任', { word })}
        hint={t('哪个单位、哪位干部负责哪个网格、楼院或小巷，从哪天到哪天。')}
        actions={
          community.can('write', 'registers') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('登记责任')}
            </Button>
          )
        }
      />
      <DutyNav />
      <FilterBar
        filters={filters}
        specs={[
          { key: 'q', label: t('名称'), type: 'search' },
          {
            key: 'role',
            label: t('职责'),
            type: 'choice',
            options: roles.map((role) => ({ value: role.code, label: role.label })),
          },
          { key: 'below', label: t('地点（含下级）'), type: 'place' },
          {
            key: 'state',
            label: t('状态'),
            type: 'choice',
            any: t('在任'),
            options: [
              { value: 'ended', label: t('已结束') },
              { value: 'all', label: t('全部') },
            ],
          },
        ]}
      />
      <section className="panel">
        <DataTable<DutyRow>
          caption={t('责任清单')}
          path="/duties"
          paging="offset"
          rowKey={(row) => row.id}
          empty={
            narrowed
              ? { what: t('没有符合条件的责任'), todo: t('放宽筛选条件再试。') }
              : { what: t('还没有登记责任'), todo: t('先登记地点和单位人员，再点“登记责任”把它们对应起来。') }
          }
          columns={[
            {
              key: 'party',
              title: t('单位或人员'),
              phone: 'title',
              render: (row) => (
                <Link to={community.href(`/duties/${row.id}`)}>{row.partyName || t('（个人信息已清除）')}</Link>
              ),
            },
            { key: 'role', title: t('职责'), width: 120, render: (row) => row.roleLabel },
            {
              key: 'place',
              title: t('地点'),
              render: (row) =>
                row.placeId === null ? (
                  t('指标 {code}', { code: row.indicator ?? '' })
                ) : (
                  <Link to={community.href(`/places/${row.placeId}`)}>{row.placeName}</Link>
                ),
            },
            {
              key: 'path',
              title: t('所在'),
              width: 160,
              phone: 'hide',
              render: (row) => row.placePath.join(' › ') || '—',
            },
            {
              key: 'span',
              title: t('起止'),
              width: 200,
              render: (row) => <span className="number">{saySpan(row.validFrom, row.validTo, t('至今'))}</span>,
            },
            { key: 'note', title: t('备注'), render: (row) => row.note || '—' },
          ]}
        />
      </section>
      <DutyForm open={adding} onClose={() => setAdding(false)} />
    </>
  )
}
