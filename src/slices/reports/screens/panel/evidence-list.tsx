import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Pagination } from 'antd'
import { useState } from 'react'
import { api, type Query } from '#kernel/web/api.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { EntryDrawer } from '#slices/ledger/screens/entry-drawer.tsx'
import type { EvidencePage } from '../../schema.ts'
import { EvidenceLine } from './evidence-line.tsx'
import { AddRecord } from './add-record.tsx'

interface EvidenceListProps {
  reportId: string
  /** A chip of an issued report by name; else the question itself, which may not be saved yet. */
  ask: { chip: string } | { key: string; from: string; to: string }
  /** Which figure, for 补记一笔; left out where nothing may be added. */
  addTo?: { figureKey: string; day: string } | undefined
}

const SIZE = 20

/** Every record behind a number, page by page; each opens. */
export function EvidenceList({ reportId, ask, addTo }: EvidenceListProps) {
  const t = useWords()
  const community = useCommunity()
  const [page, setPage] = useState(1)
  const [opened, setOpened] = useState<string | null>(null)
  const path = community.api(`/reports/${reportId}/evidence`)
  const query: Query = { ...ask, offset: (page - 1) * SIZE, limit: SIZE }
  const answer = useQuery({
    queryKey: [path, query],
    queryFn: ({ signal }) => api.get<EvidencePage>(path, query, signal),
    placeholderData: keepPreviousData,
  })
  if (answer.isError && !answer.data)
    return <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return <Loading rows={6} />
  const { rows, total, frozen } = answer.data
  return (
    <section aria-label={t('背后的记录')} aria-busy={answer.isFetching}>
      <div className="panel-head">
        <h3>{t('背后的记录（{count}条）', { count: total })}</h3>
        {addTo && <AddRecord figureKey={addTo.figureKey} day={addTo.day} type={rows[0]?.type} />}
      </div>
      {frozen && <p className="quiet">{t('这里列的是定稿时的记录。')}</p>}
      {total === 0 && (
        <EmptyHint what={t('这段时间没有记录')} todo={frozen ? undefined : t('换一个时段，或补记一笔。')} />
      )}
      <ul className="plain-list">
        {rows.map((row) => (
          <EvidenceLine key={`${row.type}${row.id}`} row={row} onOpen={setOpened} />
        ))}
      </ul>
      {total > SIZE && (
        <Pagination
          className="pages"
          size="small"
          total={total}
          current={page}
          pageSize={SIZE}
          showSizeChanger={false}
          showLessItems
          onChange={setPage}
        />
      )}
      <EntryDrawer entryId={opened} onClose={() => setOpened(null)} />
    </section>
  )
}
