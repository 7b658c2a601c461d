import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { saySpan } from '#kernel/web/days-said.ts'
import { ListPage } from '#kernel/web/list-page.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import { PARTY_KIND_LABEL, PARTY_KINDS, type PartyRow } from '../schema.ts'
import { PartyForm } from './party-form.tsx'

export default function PartiesPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const narrowed = Object.keys(filters.values).length > 0
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ListPage<PartyRow>
        title={t('单位人员')}
        hint={t('包抓单位、志愿服务队和干部、网格员。责任和台账记录里的“谁”都从这里选。')}
        actions={
          community.can('write', 'registers') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('登记单位人员')}
            </Button>
          )
        }
        filters={[
          { key: 'q', label: t('名称'), type: 'search' },
          {
            key: 'kind',
            label: t('类别'),
            type: 'choice',
            options: PARTY_KINDS.map((value) => ({ value, label: t(PARTY_KIND_LABEL[value]) })),
          },
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
        ]}
        table={{
          caption: t('单位人员'),
          path: '/parties',
          paging: 'offset',
          rowKey: (row) => row.id,
          empty: narrowed
            ? { what: t('没有符合条件的单位人员'), todo: t('放宽筛选条件再试。') }
            : {
                what: t('还没有登记单位人员'),
                todo: t('登记包抓单位、志愿服务队和干部，或到“导入”把现有台账表格一次导进来。'),
              },
          columns: [
            {
              key: 'name',
              title: t('名称'),
              phone: 'title',
              render: (row) => (
                <Link to={community.href(`/parties/${row.id}`)}>{row.erased ? t('（个人信息已清除）') : row.name}</Link>
              ),
            },
            { key: 'kind', title: t('类别'), width: 120, render: (row) => t(PARTY_KIND_LABEL[row.kind]) },
            {
              key: 'about',
              title: t('情况'),
              render: (row) =>
                [
                  row.attrs.title,
                  row.attrs.level,
                  row.attrs.members === undefined ? undefined : t('{count}人', { count: row.attrs.members }),
                  row.attrs.service,
                  row.stationName === null ? undefined : t('依托{station}', { station: row.stationName }),
                ]
                  .filter(Boolean)
                  .join('；') || '—',
            },
            {
              key: 'phone',
              title: t('电话'),
              width: 150,
              render: (row) => <span className="number">{row.phone || '—'}</span>,
            },
            {
              key: 'duties',
              title: t('在任责任'),
              width: 100,
              align: 'right',
              render: (row) =>
                row.duties > 0 ? <Link to={community.href(`/duties?partyId=${row.id}`)}>{row.duties}</Link> : '—',
            },
            {
              key: 'span',
              title: t('在册时间'),
              width: 190,
              phone: 'hide',
              render: (row) => <span className="number">{saySpan(row.validFrom, row.validTo, t('至今'))}</span>,
            },
          ],
        }}
      />
      <PartyForm open={adding} onClose={() => setAdding(false)} />
    </>
  )
}
