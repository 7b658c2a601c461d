import { Pagination, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import type { Column } from '#kernel/web/column.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { ImportPreview, PreviewRow } from '../schema.ts'

const SIZE = 20
const OUTCOMES = ['new', 'changed', 'unchanged', 'broken'] as const

/** The rows of one sheet as they will be taken. */
export function PreviewRows({ sheets }: { sheets: ImportPreview['sheets'] }) {
  const t = useWords()
  const [name, setName] = useState((sheets.find((each) => each.counts.broken > 0) ?? sheets[0])?.sheet ?? '')
  const [outcome, setOutcome] = useState<'' | PreviewRow['outcome']>('')
  const [page, setPage] = useState(1)
  const sheet = sheets.find((each) => each.sheet === name) ?? sheets[0]
  if (!sheet) return <EmptyHint what={t('没有可以导入的行')} todo={t('回到上一步，为工作表选定类别。')} />
  const rows = sheet.rows.filter((row) => outcome === '' || row.outcome === outcome)
  return (
    <>
      <div className="filter-bar">
        <Select
          aria-label={t('工作表')}
          value={sheet.sheet}
          popupMatchSelectWidth={false}
          options={sheets.map((each) => ({ value: each.sheet, label: `${each.sheet} → ${each.targetLabel}` }))}
          onChange={(next) => {
            setName(next)
            setPage(1)
          }}
        />
        <Segmented
          aria-label={t('按结果')}
          value={outcome}
          options={[
            { value: '' as const, label: t('全部') },
            ...OUTCOMES.map((each) => ({ value: each, label: `${outcomeWord(each, t)}（${sheet.counts[each]}）` })),
          ]}
          onChange={(next) => {
            setOutcome(next)
            setPage(1)
          }}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyHint what={t('这一类没有')} />
      ) : (
        <RowsTable<PreviewRow>
          caption={t('工作表“{sheet}”的行', { sheet: sheet.sheet })}
          rows={rows.slice((page - 1) * SIZE, page * SIZE)}
          rowKey={(row) => `${row.row} ${Object.keys(row.values)[0] ?? ''}`}
          rowClass={(row) => (row.outcome === 'broken' ? 'row-broken' : '')}
          columns={[
            {
              key: 'row',
              title: t('行号'),
              width: 70,
              align: 'right',
              render: (row) => <span className="number">{row.row}</span>,
            },
            {
              key: 'outcome',
              title: t('结果'),
              width: 120,
              phone: 'title',
              render: (row) => (
                <>
                  <Tag>{outcomeWord(row.outcome, t)}</Tag>
                  {row.question && <Tag>{t('请核对')}</Tag>}
                </>
              ),
            },
            ...(namesBesideValues(sheet) ? pairColumns(sheet, t) : fieldColumns(sheet)),
          ]}
        />
      )}
      {rows.length > SIZE && (
        <Pagination
          className="pages"
          total={rows.length}
          current={page}
          pageSize={SIZE}
          showSizeChanger={false}
          showTotal={(count) => t('共 {count} 条', { count })}
          onChange={setPage}
        />
      )}
      {sheet.more > 0 && <p className="quiet">{t('还有{count}行没有列出，会一样导入。', { count: sheet.more })}</p>}
    </>
  )
}

function outcomeWord(outcome: PreviewRow['outcome'], t: Say): string {
  return { new: t('新记'), changed: t('更正'), unchanged: t('未变'), broken: t('待修补') }[outcome]
}

// A sheet of names and values gives one value a row: shown as it looks on paper.
function namesBesideValues(sheet: ImportPreview['sheets'][number]): boolean {
  return sheet.fields.length > 2 && sheet.rows.every((row) => Object.keys(row.values).length === 1)
}

function pairColumns(sheet: ImportPreview['sheets'][number], t: Say): Column<PreviewRow>[] {
  const labelOf = (row: PreviewRow) => sheet.fields.find((field) => field.key in row.values)?.label ?? row.title
  return [
    { key: 'name', title: t('项目'), width: 220, render: labelOf },
    { key: 'value', title: t('内容'), render: (row) => Object.values(row.values)[0] || '—' },
  ]
}

function fieldColumns(sheet: ImportPreview['sheets'][number]): Column<PreviewRow>[] {
  return sheet.fields.map((field) => ({
    key: field.key,
    title: field.label,
    render: (row) => row.values[field.key] || '—',
  }))
}
