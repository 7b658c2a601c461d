import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { Answering } from '../schema.ts'
import { DutyNav } from './duty-nav.tsx'

/** Who answered for a place on a day, the nearest first. */
export default function AnsweringPage() {
  const t = useWords()
  const community = useCommunity()
  const filters = useFilters({ day: today() })
  const { place, day = today() } = filters.values
  const path = community.api('/duties/answering')
  const answer = useQuery({
    queryKey: [path, place, day],
    queryFn: () => api.get<Answering[]>(path, { place, day }),
    enabled: place !== undefined,
  })
  return (
    <>
      <PageHead
        title={t('某日谁负责')}
        hint={t('选一个地点和日期，列出当天负责它的单位和人员，包括从上级网格承担的。')}
      />
      <DutyNav />
      <FilterBar
        filters={filters}
        specs={[
          { key: 'place', label: t('地点'), type: 'place' },
          { key: 'day', label: t('日期'), type: 'day' },
        ]}
      />
      <section className="panel">
        <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
        {answer.isLoading && <Loading />}
        {place === undefined && <EmptyHint what={t('先选一个地点')} />}
        {answer.data && answer.data.length === 0 && (
          <EmptyHint
            what={t('这一天无人负责这个地点')}
            action={<Link to={community.href('/duties/coverage')}>{t('查看全部空缺')}</Link>}
          />
        )}
        {answer.data && answer.data.length > 0 && (
          <RowsTable<Answering>
            caption={t('某日谁负责')}
            rows={answer.data}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'party',
                title: t('单位或人员'),
                phone: 'title',
                render: (row) => (
                  <Link to={community.href(`/duties/${row.id}`)}>{row.partyName || t('（个人信息已清除）')}</Link>
                ),
              },
              { key: 'role', title: t('职责'), render: (row) => row.roleLabel },
              {
                key: 'where',
                title: t('责任落在'),
                render: (row) => (row.distance === 0 ? t('本地点') : t('上级：{name}', { name: row.placeName ?? '' })),
              },
              { key: 'phone', title: t('电话'), render: (row) => <span className="number">{row.phone || '—'}</span> },
              {
                key: 'span',
                title: t('起止'),
                render: (row) => <span className="number">{saySpan(row.validFrom, row.validTo, t('至今'))}</span>,
              },
            ]}
          />
        )}
      </section>
    </>
  )
}
