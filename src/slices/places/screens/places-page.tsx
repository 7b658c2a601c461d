import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { sayData } from '#kernel/web/data-fields.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { FilterBar, type FilterSpec } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { saySpan } from '#kernel/web/days-said.ts'
import type { Column } from '#kernel/web/column.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { usePhone } from '#kernel/web/use-phone.ts'
import { useWords } from '#kernel/web/words.ts'
import type { PlaceRow, PlaceType } from '../schema.ts'
import { PlaceForm } from './place-form.tsx'
import { PlaceTree } from './place-tree.tsx'
import { usePlaceTypes } from './use-place-types.ts'

/** The register of places: the tree beside the list it narrows. */
export default function PlacesPage() {
  const t = useWords()
  const community = useCommunity()
  const phone = usePhone()
  const filters = useFilters()
  const types = usePlaceTypes()
  const [adding, setAdding] = useState(false)
  const known = types.data ?? []
  const narrowed = Object.keys(filters.values).length > 0
  const specs: FilterSpec[] = [
    { key: 'q', label: t('名称'), type: 'search', placeholder: t('名称或别名') },
    {
      key: 'type',
      label: t('类型'),
      type: 'choice',
      options: known.map((type) => ({ value: type.code, label: type.label })),
    },
    ...(phone ? [{ key: 'below', label: t('所在地点'), type: 'place' as const }] : []),
    {
      key: 'state',
      label: t('状态'),
      type: 'choice',
      any: t('在册'),
      options: [
        { value: 'closed', label: t('已停用') },
        { value: 'all', label: t('全部') },
      ],
    },
  ]
  return (
    <>
      <PageHead
        title={t('地点')}
        hint={t('网格、楼院、背街小巷和各类站点。台账记录、包抓责任都落在这里登记的地点上。')}
        actions={
          community.can('write', 'registers') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('登记地点')}
            </Button>
          )
        }
      />
      <div className="side-by-side">
        {!phone && (
          <PlaceTree chosen={filters.values.below ?? null} onChoose={(id) => filters.set({ below: id ?? undefined })} />
        )}
        <div>
          <FilterBar specs={specs} filters={filters} />
          <section className="panel">
            <DataTable<PlaceRow>
              caption={t('地点')}
              path="/places"
              paging="offset"
              columns={placeColumns(t, community.href, known)}
              rowKey={(row) => row.id}
              empty={
                narrowed
                  ? { what: t('没有符合条件的地点'), todo: t('放宽筛选条件再试。') }
                  : {
                      what: t('还没有登记地点'),
                      todo: t('先登记网格，再登记网格里的楼院和小巷；也可以到“导入”把现有台账表格一次导进来。'),
                    }
              }
            />
          </section>
        </div>
      </div>
      <PlaceForm open={adding} onClose={() => setAdding(false)} parentId={filters.values.below ?? null} />
    </>
  )
}

function placeColumns(
  t: ReturnType<typeof useWords>,
  href: (path: string) => string,
  types: PlaceType[],
): Column<PlaceRow>[] {
  return [
    {
      key: 'name',
      title: t('名称'),
      width: 160,
      phone: 'title',
      render: (row) => <Link to={href(`/places/${row.id}`)}>{row.name}</Link>,
    },
    { key: 'type', title: t('类型'), width: 104, render: (row) => row.typeLabel },
    { key: 'path', title: t('所在'), width: 112, render: (row) => row.path.join(' › ') || '—' },
    { key: 'attrs', title: t('基本情况'), render: (row) => attrsLine(row, types) },
    {
      key: 'span',
      title: t('在册时间'),
      width: 190,
      render: (row) => (
        <span className={row.validTo === null ? 'number' : 'number quiet'}>
          {saySpan(row.validFrom, row.validTo, t('至今'))}
        </span>
      ),
    },
  ]
}

// The first few facts of a place, enough to recognise it by.
function attrsLine(row: PlaceRow, types: PlaceType[]): string {
  const type = types.find((each) => each.code === row.type)
  const said = (type?.fields ?? [])
    .filter(
      (field) => row.attrs[field.key] !== undefined && row.attrs[field.key] !== null && row.attrs[field.key] !== '',
    )
    .slice(0, 4)
    .map((field) => `${field.label} ${sayData(field, row.attrs[field.key])}`)
  return said.join('；') || '—'
}
