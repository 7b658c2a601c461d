import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { periodOf, periodText, readPeriod, today } from '#kernel/web/period.ts'
import { PeriodPicker } from '#kernel/web/period-picker.tsx'
import { compareNames } from '#kernel/web/place-tree.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DutyGap, DutyOverlap } from '../schema.ts'
import { DutyForm } from './duty-form.tsx'
import { DutyNav } from './duty-nav.tsx'
import { useDutyRoles } from './use-duty-roles.ts'

interface Coverage {
  places: number
  gaps: DutyGap[]
  overlaps: DutyOverlap[]
}

// Grids first, each sort by its number, as people count them.
const byPlace = (a: DutyGap, b: DutyGap): number =>
  Number(b.placeType === 'grid') - Number(a.placeType === 'grid') || compareNames(a.placeName, b.placeName)

/** 不留空白、不留死角: which places nobody answered for, and where two hold what one should. */
export default function CoveragePage() {
  const t = useWords()
  const community = useCommunity()
  const { word } = useDutyRoles()
  const filters = useFilters()
  const period = readPeriod(filters.values.from, filters.values.to) ?? periodOf('to-date', today())
  const path = community.api('/duties/coverage')
  const answer = useQuery({ queryKey: [path, period], queryFn: () => api.get<Coverage>(path, { ...period }) })
  const [filling, setFilling] = useState<DutyGap | null>(null)
  return (
    <>
      <PageHead
        title={t('空缺和重复')}
        hint={t('这段时间里，哪些网格、楼院、小巷无人{word}，哪些职责同时有两个。网格员、楼栋长等不算{word}。', {
          word,
        })}
      />
      <DutyNav />
      <div className="filter-bar">
        <PeriodPicker value={period} onChange={(next) => filters.set(periodText(next))} />
      </div>
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading />}
      {answer.data && (
        <>
          <section className="panel">
            <h2>{t('空缺（{count}）', { count: answer.data.gaps.length })}</h2>
            {answer.data.gaps.length === 0 ? (
              <EmptyHint
                what={
                  answer.data.places === 0
                    ? t('还没有需要{word}的地点', { word })
                    : t('{count}个地点都有人{word}，没有空缺', { count: answer.data.places, word })
                }
                {...(answer.data.places === 0 ? { todo: t('先在“地点”里登记网格、楼院和小巷。') } : {})}
              />
            ) : (
              <RowsTable<DutyGap>
                caption={t('空缺')}
                rows={answer.data.gaps.toSorted(byPlace)}
                rowKey={(row) => `${row.placeId}${row.from}`}
                columns={[
                  {
                    key: 'place',
                    title: t('地点'),
                    phone: 'title',
                    render: (row) => <Link to={community.href(`/places/${row.placeId}`)}>{row.placeName}</Link>,
                  },
                  { key: 'path', title: t('所在'), render: (row) => row.placePath.join(' › ') || '—' },
                  {
                    key: 'span',
                    title: t('无人{word}的时间', { word }),
                    render: (row) => (
                      <span className="number">{saySpan(row.from, row.open ? null : row.to, t('至今'))}</span>
                    ),
                  },
                  {
                    key: 'acts',
                    title: t('操作'),
                    width: 130,
                    render: (row) =>
                      community.can('write', 'registers') && (
                        <Button
                          size="small"
                          aria-label={t('登记责任：{name}', { name: row.placeName })}
                          onClick={() => setFilling(row)}
                        >
                          {t('登记责任')}
                        </Button>
                      ),
                  },
                ]}
              />
            )}
          </section>
          <section className="panel">
            <h2>{t('重复（{count}）', { count: answer.data.overlaps.length })}</h2>
            {answer.data.overlaps.length === 0 ? (
              <EmptyHint what={t('没有同一职责同时由两个承担的地点')} />
            ) : (
              <RowsTable<DutyOverlap>
                caption={t('重复')}
                rows={answer.data.overlaps}
                rowKey={(row) => `${row.placeId}${row.role}${row.from}`}
                columns={[
                  {
                    key: 'place',
                    title: t('地点'),
                    phone: 'title',
                    render: (row) => <Link to={community.href(`/places/${row.placeId}`)}>{row.placeName}</Link>,
                  },
                  { key: 'role', title: t('职责'), render: (row) => row.roleLabel },
                  {
                    key: 'span',
                    title: t('重复的时间'),
                    render: (row) => <span className="number">{saySpan(row.from, row.to)}</span>,
                  },
                  {
                    key: 'holders',
                    title: t('同时承担的'),
                    render: (row) => (
                      <span className="row-acts">
                        {row.holders.map((holder) => (
                          <Link key={holder.dutyId} to={community.href(`/duties/${holder.dutyId}`)}>
                            {holder.partyName}
                          </Link>
                        ))}
                      </span>
                    ),
                  },
                ]}
              />
            )}
          </section>
        </>
      )}
      <DutyForm
        open={filling !== null}
        onClose={() => setFilling(null)}
        {...(filling ? { placeId: filling.placeId, gap: filling } : {})}
      />
    </>
  )
}
