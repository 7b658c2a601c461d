import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { trimDecimal } from '#kernel/print-figure.ts'
import { api } from '#kernel/web/api.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { EvidenceLink } from '#kernel/web/evidence-link.tsx'
import { Facts } from '#kernel/web/facts.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { FigureTrace, FigureView } from '../figure-schema.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { EntryForm } from './entry-form.tsx'
import { useKinds } from './use-kinds.ts'

type Evidence = FigureTrace['rows'][number]

interface FigurePanelProps {
  figureKey: string
  from: string
  to: string
  /** Only this place and everything below it. */
  place?: string | undefined
  campaign?: string | undefined
}

const SIZE = 20

/** A figure opened: its value, exact and as printed, and every record behind it, each of which opens in turn. */
export function FigurePanel({ figureKey, from, to, place, campaign }: FigurePanelProps) {
  const t = useWords()
  const community = useCommunity()
  const [page, setPage] = useState(1)
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const { kinds } = useKinds()
  const path = community.api(`/figures/${figureKey}`)
  const query = { from, to, place, campaign, page, size: SIZE }
  const answer = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<FigureTrace>(path, query, signal),
    placeholderData: keepPreviousData,
  })
  if (answer.isError && !answer.data)
    return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Loading rows={8} />
  const { figure, rows, total } = answer.data
  const kind = kinds.find(
    (each) =>
      !each.retired && (figureKey.startsWith(`${each.code}.`) || each.figures.some((own) => own.key === figureKey)),
  )
  return (
    <div aria-busy={answer.isFetching}>
      <FigureFacts figure={figure} from={from} to={to} />
      <div className="panel-head">
        <h3>{t('背后的记录（{count}条）', { count: total })}</h3>
        {kind && community.can('write', 'ledger') && <Button onClick={() => setAdding(true)}>{t('补记一笔')}</Button>}
      </div>
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {total === 0 ? (
        <EmptyHint what={t('这段时间没有记录')} todo={t('换一个期间，或补记一笔。')} />
      ) : (
        <RowsTable<Evidence>
          caption={t('{label}背后的记录', { label: figure.label })}
          rows={rows}
          rowKey={(row) => `${row.type}${row.id}`}
          loading={answer.isPlaceholderData}
          columns={[
            {
              key: 'day',
              title: t('日期'),
              width: 110,
              render: (row) => <span className="number">{row.day ? saySpan(row.day, row.dayTo ?? row.day) : '—'}</span>,
            },
            {
              key: 'title',
              title: t('内容'),
              phone: 'title',
              render: (row) => <EvidenceLink row={row} onOpen={setOpened} />,
            },
            { key: 'place', title: t('地点'), render: (row) => row.place.replaceAll(' / ', ' › ') || '—' },
            {
              key: 'amount',
              title: t('计入'),
              width: 90,
              align: 'right',
              render: (row) => (
                <span className="number">{row.amount === null ? '—' : `${trimDecimal(row.amount)}${row.unit}`}</span>
              ),
            },
            { key: 'photos', title: t('照片'), width: 64, align: 'right', render: (row) => row.photos || '—' },
          ]}
        />
      )}
      {total > SIZE && (
        <Pagination
          className="pages"
          total={total}
          current={page}
          pageSize={SIZE}
          showSizeChanger={false}
          showTotal={(count) => t('共 {count} 条', { count })}
          onChange={setPage}
        />
      )}
      <EntryDrawer entryId={opened} onClose={() => setOpened(null)} />
      <EntryForm
        open={adding}
        onClose={() => setAdding(false)}
        preset={{ kind: kind?.code, placeId: place, campaignId: campaign }}
      />
    </div>
  )
}

function FigureFacts({ figure, from, to }: { figure: FigureView; from: string; to: string }) {
  const t = useWords()
  return (
    <>
      <p className="figure-value number">{figure.value === null ? t('还没有填报') : figure.printed}</p>
      <Facts
        facts={[
          { label: t('准确数'), value: figure.value === null ? '—' : `${trimDecimal(figure.value)}${figure.unit}` },
          { label: t('期间'), value: figure.tense === 'register' ? t('截至 {day}', { day: to }) : saySpan(from, to) },
          {
            label: t('汇报里的写法'),
            value: figure.print === 'exact' ? t('写准确数') : t('写约数（{hedge}）', { hedge: figure.hedge }),
          },
          { label: t('代码'), value: <code className="wrap">{figure.key}</code> },
        ]}
      />
    </>
  )
}
