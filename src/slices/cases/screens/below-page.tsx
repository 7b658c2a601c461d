import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { DayField } from '#kernel/web/day-field.tsx'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DayRow } from '../board-schema.ts'
import './cases.css'

/** More than fit on a few screens are looked for by name. */
const SHOWN = 60

/** What every community below an office has open, late and waiting, the most overdue first. */
export default function BelowPage() {
  const t = useWords()
  const filters = useFilters({ day: today() })
  const [wanted, setWanted] = useState('')
  const [all, setAll] = useState(false)
  const day = filters.values.day ?? today()
  const path = '/api/above/cases/day'
  const answer = useQuery({ queryKey: [path, day], queryFn: () => api.get<DayRow[]>(path, { day }) })
  const rows = (answer.data ?? []).filter((row) => row.name.includes(wanted.trim()))
  const sum = (key: 'open' | 'overdue' | 'forUs') => rows.reduce((total, row) => total + row[key], 0)
  /** A number of this day leads to what it counts; of a day past the lists say nothing. */
  const count = (key: 'open' | 'overdue' | 'forUs' | 'found' | 'closed', title: string, list: string | null) => ({
    key,
    title,
    align: 'right' as const,
    width: 130,
    render: (row: DayRow) =>
      list === null || row[key] === 0 || day !== today() ? (
        <span className="number">{row[key]}</span>
      ) : (
        <Link className="number" to={`/c/${encodeURIComponent(row.code)}/cases${list}`}>
          {row[key]}
        </Link>
      ),
  })
  const shown = all ? rows : rows.slice(0, SHOWN)
  return (
    <>
      <PageHead
        title={t('各社区')}
        hint={
          answer.data &&
          t('所辖{count}个社区：未办结{open}个，超期{overdue}个，等我们办的{forUs}个。', {
            count: rows.length,
            open: sum('open'),
            overdue: sum('overdue'),
            forUs: sum('forUs'),
          })
        }
      />
      <div className="filter-bar">
        <DayField value={day} aria-label={t('日期')} onChange={(next) => filters.set({ day: next ?? undefined })} />
        <Input.Search
          allowClear
          className="below-name"
          aria-label={t('按社区名称找')}
          placeholder={t('按社区名称找')}
          onSearch={setWanted}
        />
      </div>
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={6} />}
      {answer.data && rows.length === 0 && <EmptyHint what={t('还没有所辖社区')} />}
      {rows.length > 0 && (
        <section className="panel">
          <RowsTable<DayRow>
            caption={t('各社区')}
            rows={shown}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                title: t('社区'),
                phone: 'title',
                render: (row) => <Link to={`/c/${encodeURIComponent(row.code)}/cases`}>{row.name}</Link>,
              },
              count('open', t('未办结'), ''),
              count('overdue', t('超期'), '?overdue=yes'),
              count('forUs', t('等我们办'), '?mine=to-do'),
              count('found', t('当天新发现'), null),
              count('closed', t('当天销号'), null),
            ]}
          />
          {shown.length < rows.length && <Button onClick={() => setAll(true)}>{t('显示其余的')}</Button>}
        </section>
      )}
    </>
  )
}
