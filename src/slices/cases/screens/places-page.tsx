import { Link } from 'react-router'
import type { Column } from '#kernel/web/column.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { type Community, useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { CasePlace, CasePlaces } from '../place-schema.ts'
import { CaseNav } from './case-nav.tsx'
import { byGrid } from './by-grid.ts'
import './cases.css'

/** Problems by place, grid by grid: what is open, what is late, what keeps coming back. */
export default function PlacesPage() {
  const t = useWords()
  const community = useCommunity()
  const answer = useOne<CasePlaces>('/cases/places')
  const places = usePlaces()
  const groups = answer.data && places.data ? byGrid(answer.data.rows, places.data) : null
  return (
    <>
      <PageHead
        title={t('各处问题')}
        hint={
          answer.data
            ? t('每处未办结、超期的问题；反复出现的从 {since} 起数。', { since: answer.data.since })
            : undefined
        }
      />
      <CaseNav />
      <ProblemNotice problem={answer.error ?? places.error} retry={() => void answer.refetch()} />
      {!groups && !answer.isError && !places.isError && <Loading />}
      {groups?.length === 0 && (
        <section className="panel">
          <EmptyHint what={t('一年来没有登记过问题')} />
        </section>
      )}
      {groups?.map((group) => (
        <section key={group.id ?? 'none'} className="panel">
          <div className="panel-head">
            <h2>{group.name ?? t('不在网格内的')}</h2>
            <span className="quiet">
              {t('未办结 {open} 个，超期 {overdue} 个', {
                open: sum(group.rows, 'open'),
                overdue: sum(group.rows, 'overdue'),
              })}
            </span>
          </div>
          <RowsTable<CasePlace>
            caption={group.name ?? t('不在网格内的')}
            rows={group.rows}
            rowKey={(row) => row.id}
            columns={placeColumns(t, community)}
          />
        </section>
      ))}
    </>
  )
}

const sum = (rows: readonly CasePlace[], key: 'open' | 'overdue'): number =>
  rows.reduce((all, row) => all + row[key], 0)

function placeColumns(t: Say, community: Community): Column<CasePlace>[] {
  const list = (row: CasePlace, filter: Record<string, string>) =>
    community.href(`/cases?${new URLSearchParams({ below: row.id, ...filter }).toString()}`)
  const linked = (row: CasePlace, count: number, filter: Record<string, string>) =>
    count === 0 ? '0' : <Link to={list(row, filter)}>{count}</Link>
  return [
    {
      key: 'name',
      title: t('地点'),
      width: 220,
      phone: 'title',
      render: (row) => <Link to={community.href(`/places/${row.id}`)}>{row.name}</Link>,
    },
    { key: 'open', title: t('未办结'), width: 100, align: 'right', render: (row) => linked(row, row.open, {}) },
    {
      key: 'overdue',
      title: t('超期'),
      width: 100,
      align: 'right',
      render: (row) => (
        <span className={row.overdue > 0 ? 'bad' : ''}>{linked(row, row.overdue, { overdue: 'yes' })}</span>
      ),
    },
    {
      key: 'found',
      title: t('一年来'),
      width: 100,
      align: 'right',
      render: (row) => linked(row, row.found, { all: 'yes' }),
    },
    {
      key: 'relapsed',
      title: t('反弹'),
      width: 100,
      align: 'right',
      render: (row) => linked(row, row.relapsed, { relapsed: 'yes' }),
    },
    {
      key: 'repeats',
      title: t('反复出现的检查项'),
      render: (row) =>
        row.repeats.length === 0 ? (
          ''
        ) : (
          <ul className="tags">
            {row.repeats.map((repeat) => (
              <li key={repeat.checkItem}>
                <Link to={list(row, { checkItem: repeat.checkItem, all: 'yes' })}>
                  {t('{item} {count} 次', { item: repeat.checkItem, count: repeat.times })}
                </Link>
              </li>
            ))}
          </ul>
        ),
    },
  ]
}
