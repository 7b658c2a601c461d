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
import type { DayRow } from '../schema.ts'

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
              { key: 'open', title: t('未办结'), render: (row) => <span className="number">{row.open}</span> },
              { key: 'overdue', title: t('超期'), render: (row) => <span className="number">{row.overdue}</span> },
              { key: 'forUs', title: t('等上级'), render: (row) => <span className="number">{row.forUs}</span> },
              { key: 'found', title: t('当天新发现'), render: (row) => <span className="number">{row.found}</span> },
              { key: 'closed', title: t('当天销号'), render: (row) => <span className="number">{row.closed}</span> },
            ]}
          />
          {shown.length < rows.length && <Button onClick={() => setAll(true)}>{t('显示其余的')}</Button>}
        </section>
      )}
    </>
  )
}
