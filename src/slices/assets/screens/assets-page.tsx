import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { trimDecimal } from '#kernel/print-figure.ts'
import { sayData } from '#kernel/web/data-fields.ts'
import type { ListAnswer } from '#kernel/web/data-table.tsx'
import { ListPage } from '#kernel/web/list-page.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { ASSET_CONDITION_LABEL, ASSET_CONDITIONS, type AssetRow } from '../schema.ts'
import { AssetForm } from './asset-form.tsx'
import { assetSpot } from './asset-spot.ts'
import { useAssetTypes } from './use-asset-types.ts'

interface AssetList extends ListAnswer<AssetRow> {
  totals: { unit: string; quantity: string }[]
}

export default function AssetsPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const types = useAssetTypes()
  const narrowed = Object.keys(filters.values).length > 0
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ListPage<AssetRow, AssetList>
        title={t('设施')}
        hint={t('电子屏、公益广告、宣传栏、功能室等立在那里的东西：在哪儿、什么样、最近一次看到是哪天。')}
        actions={
          community.can('write', 'registers') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('登记设施')}
            </Button>
          )
        }
        filters={[
          { key: 'q', label: t('位置或内容'), type: 'search' },
          {
            key: 'type',
            label: t('类型'),
            type: 'choice',
            options: types.map((type) => ({ value: type.code, label: type.label })),
          },
          { key: 'below', label: t('地点（含下级）'), type: 'place' },
          {
            key: 'condition',
            label: t('完好情况'),
            type: 'choice',
            options: ASSET_CONDITIONS.map((value) => ({ value, label: t(ASSET_CONDITION_LABEL[value]) })),
          },
          {
            key: 'state',
            label: t('状态'),
            type: 'choice',
            any: t('在用'),
            options: [
              { value: 'removed', label: t('已拆除') },
              { value: 'all', label: t('全部') },
            ],
          },
        ]}
        table={{
          caption: t('设施'),
          path: '/assets',
          paging: 'offset',
          rowKey: (row) => row.id,
          head: (answer) => totalsLine(answer, t),
          empty: narrowed
            ? { what: t('没有符合条件的设施'), todo: t('放宽筛选条件再试。') }
            : { what: t('还没有登记设施'), todo: t('点“登记设施”，或到“导入”把电子屏、公益广告等表格导进来。') },
          columns: [
            {
              key: 'spot',
              title: t('位置'),
              phone: 'title',
              render: (row) => (
                <Link to={community.href(`/assets/${row.id}`)}>{assetSpot(row) || t('（位置未填）')}</Link>
              ),
            },
            { key: 'type', title: t('类型'), width: 120, render: (row) => row.typeLabel },
            {
              key: 'quantity',
              title: t('数量'),
              width: 90,
              align: 'right',
              render: (row) => <span className="number">{`${trimDecimal(row.quantity)}${row.unit}`}</span>,
            },
            { key: 'about', title: t('情况'), render: (row) => about(row, types) },
            {
              key: 'condition',
              title: t('完好情况'),
              width: 120,
              render: (row) => (
                <span className={row.condition === 'intact' ? '' : 'warn'}>
                  {t(ASSET_CONDITION_LABEL[row.condition])}
                </span>
              ),
            },
            { key: 'seen', title: t('最近查看'), width: 130, render: (row) => row.seenOn ?? '—' },
          ],
        }}
      />
      <AssetForm open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

function totalsLine(answer: AssetList, t: Say) {
  if (answer.total === 0) return null
  const sum = answer.totals.map((each) => `${trimDecimal(each.quantity)}${each.unit}`).join('、')
  return (
    <p className="quiet" role="status">
      {t('筛选结果合计：{sum}', { sum })}
    </p>
  )
}

function about(row: AssetRow, types: ReturnType<typeof useAssetTypes>): string {
  const fields = types.find((type) => type.code === row.type)?.fields ?? []
  const said = fields
    .filter(
      (field) => row.attrs[field.key] !== undefined && row.attrs[field.key] !== null && row.attrs[field.key] !== '',
    )
    .slice(0, 3)
    .map((field) =>
      field.type === 'flag'
        ? `${field.label}：${sayData(field, row.attrs[field.key])}`
        : sayData(field, row.attrs[field.key]),
    )
  return said.join('；') || '—'
}
