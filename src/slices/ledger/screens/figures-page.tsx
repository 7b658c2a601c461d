import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer } from 'antd'
import { useId } from 'react'
import { trimDecimal } from '#kernel/print-figure.ts'
import { api } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { FilterBar } from '#kernel/web/filter-bar.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { periodOf, periodText, readPeriod, today } from '#kernel/web/period.ts'
import { PeriodPicker } from '#kernel/web/period-picker.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useFilters } from '#kernel/web/use-filters.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureView } from '../figure-schema.ts'
import { FigurePanel } from './figure-panel.tsx'

/** Every figure of a period, as a report would print it; a click opens the records behind it. */
export default function FiguresPage() {
  const t = useWords()
  const community = useCommunity()
  const id = useId()
  const filters = useFilters()
  const { values } = filters
  const key = values.open
  const period = readPeriod(values.from, values.to) ?? periodOf('to-date', today())
  const path = community.api('/figures')
  const query = { ...period, place: values.place }
  const figures = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<{ rows: FigureView[] }>(path, query, signal),
    placeholderData: keepPreviousData,
  })
  const rows = (figures.data?.rows ?? [])
    .filter(
      (figure) => !values.text || figure.label.includes(values.text) || figure.key.includes(values.text.toLowerCase()),
    )
    .filter((figure) => values.all === 'yes' || (figure.value !== null && Number(figure.value) !== 0))
  // The open figure stands in the address, so that it can be sent to a colleague.
  const open = (next: string | null) => filters.set({ open: next ?? undefined })
  const opened = figures.data?.rows.find((figure) => figure.key === key)
  return (
    <>
      <PageHead title={t('数字')} hint={t('汇报里可以用到的每一个数。点开就能看到它是由哪些记录得来的。')} />
      <FilterBar
        filters={filters}
        specs={[
          { key: 'text', label: t('名称'), type: 'search', placeholder: t('数字的名称') },
          { key: 'place', label: t('地点（含下级）'), type: 'place' },
        ]}
        more={
          <>
            <div className="filter">
              <label htmlFor={id}>{t('期间')}</label>
              <PeriodPicker id={id} value={period} onChange={(next) => filters.set(periodText(next))} />
            </div>
            <Checkbox
              checked={values.all === 'yes'}
              onChange={(event) => filters.set({ all: event.target.checked ? 'yes' : undefined })}
            >
              {t('连同为零和未填的')}
            </Checkbox>
          </>
        }
      />
      <section className="panel" aria-busy={figures.isFetching}>
        <ProblemNotice problem={figures.error} retry={() => void figures.refetch()} />
        {figures.isLoading && <Loading rows={8} />}
        {figures.data && rows.length === 0 && (
          <EmptyHint what={t('这段时间没有符合条件的数字')} todo={t('换一个期间，或勾选“连同为零和未填的”。')} />
        )}
        {rows.length > 0 && (
          <RowsTable<FigureView>
            caption={t('数字')}
            rows={rows}
            rowKey={(figure) => figure.key}
            rowClass={(figure) => (figure.key === key ? 'row-on' : '')}
            columns={[
              {
                key: 'label',
                title: t('名称'),
                phone: 'title',
                render: (figure) => (
                  <Button type="link" className="row-open" onClick={() => open(figure.key)}>
                    {figure.label}
                  </Button>
                ),
              },
              {
                key: 'printed',
                title: t('汇报里写'),
                width: 170,
                render: (figure) => <strong className="number">{figure.value === null ? '—' : figure.printed}</strong>,
              },
              {
                key: 'value',
                title: t('准确数'),
                width: 150,
                align: 'right',
                render: (figure) => (
                  <span className="number">
                    {figure.value === null ? t('未填') : `${trimDecimal(figure.value)}${figure.unit}`}
                  </span>
                ),
              },
              {
                key: 'count',
                title: t('背后记录'),
                width: 110,
                align: 'right',
                render: (figure) => <span className="number">{figure.count || '—'}</span>,
              },
              {
                key: 'tense',
                title: t('怎么算'),
                width: 130,
                phone: 'hide',
                render: (figure) => (figure.tense === 'register' ? t('截至期末') : t('期间累计')),
              },
            ]}
          />
        )}
      </section>
      <Drawer
        title={opened?.label ?? t('数字')}
        open={key !== undefined}
        onClose={() => open(null)}
        size="min(760px, 100vw)"
        destroyOnHidden
      >
        {key !== undefined && (
          <FigurePanel
            key={`${key}${period.from}${period.to}${values.place ?? ''}`}
            figureKey={key}
            {...period}
            place={values.place}
          />
        )}
      </Drawer>
    </>
  )
}
