import { Radio } from 'antd'
import { Link } from 'react-router'
import { withQuery } from '#kernel/web/api.ts'
import type { Column } from '#kernel/web/column.ts'
import { DataTable } from '#kernel/web/data-table.tsx'
import { DownloadButton } from '#kernel/web/download-button.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { type Community, useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { type Say, useWords } from '#kernel/web/words.ts'
import {
  THREE_LIST_COLUMNS,
  THREE_LIST_LABEL,
  THREE_LISTS,
  type ThreeList,
  type ThreeListPage,
  type ThreeListRow,
} from '../three-list-schema.ts'
import { caseFilters } from './case-filters.ts'
import { CaseNav } from './case-nav.tsx'
import { useProblemTypes } from './use-problem-types.ts'
import './cases.css'

/** 问题清单、责任清单、整改清单: one set of problems, looked at three ways, on the screen and as files. */
export default function ListsPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters()
  const types = useProblemTypes()
  const { list: asked, ...query } = filters.values
  const list: ThreeList = THREE_LISTS.find((one) => one === asked) ?? 'problems'
  const path = `/cases/lists/${list}`
  const name = THREE_LIST_LABEL[list]
  return (
    <>
      <PageHead
        title={t('三个清单')}
        hint={t('同一批问题的三种看法：有什么问题、谁负责、改得怎样。未办结的和已办结的都可以列。')}
        actions={
          community.can('export', 'cases') && (
            <>
              {(['xlsx', 'docx', 'csv'] as const).map((type) => (
                <DownloadButton
                  key={type}
                  path={withQuery(community.api(`${path}/list.${type}`), query)}
                  name={`${name}.${type}`}
                >
                  {t(FILE[type])}
                </DownloadButton>
              ))}
              <DownloadButton
                path={withQuery(community.api('/cases/before-after.docx'), query)}
                name={`${t('整改前后对比表（Word）')}.docx`}
              >
                {t('整改前后对比表（Word）')}
              </DownloadButton>
            </>
          )
        }
      />
      <CaseNav />
      <Radio.Group
        className="case-lists"
        aria-label={t('哪个清单')}
        optionType="button"
        value={list}
        options={THREE_LISTS.map((value) => ({ value, label: t(THREE_LIST_LABEL[value]) }))}
        onChange={(event) => filters.set({ list: String(event.target.value) })}
      />
      <FilterBar
        filters={filters}
        specs={[
          ...caseFilters(t, types, filters.values.checkItem),
          {
            key: 'ended',
            label: t('状态'),
            type: 'choice',
            options: [
              { value: 'open', label: t('未办结') },
              { value: 'ended', label: t('已办结') },
            ],
          },
        ]}
      />
      <section className="panel">
        <DataTable<ThreeListRow, ThreeListPage>
          key={list}
          caption={t(name)}
          path={path}
          paging="offset"
          query={query}
          rowKey={(row) => row.id}
          columns={listColumns(list, t, community)}
          empty={{ what: t('没有符合条件的问题'), todo: t('放宽筛选条件再试。') }}
        />
      </section>
    </>
  )
}

const FILE = { xlsx: 'Excel 表格', docx: '打印表', csv: 'CSV' } as const

// Narrow ones first, so that the problem itself has the room.
const WIDTH: Record<string, number> = {
  地点: 140,
  点位类型: 90,
  检查项: 100,
  程度: 64,
  来源: 96,
  发现日期: 112,
  照片: 64,
  状态: 112,
  责任单位: 130,
  包抓单位: 130,
  责任人: 110,
  交办日期: 112,
  整改时限: 112,
  进度: 110,
  销号人: 90,
  销号日期: 112,
  回头看: 112,
}

function listColumns(list: ThreeList, t: Say, community: Community): Column<ThreeListRow>[] {
  return THREE_LIST_COLUMNS[list].map((header, at) => ({
    key: header,
    title: t(header),
    ...(WIDTH[header] ? { width: WIDTH[header] } : {}),
    ...(header === '问题' ? { phone: 'title' as const } : {}),
    render: (row) =>
      header === '问题' ? <Link to={community.href(`/cases/${row.id}`)}>{row.cells[at]}</Link> : row.cells[at] || '—',
  }))
}
