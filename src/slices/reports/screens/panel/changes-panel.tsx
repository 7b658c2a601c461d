import { Tag } from 'antd'
import { useState } from 'react'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { saySpan } from '#kernel/web/days-said.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import { EntryDrawer } from '#slices/ledger/screens/entry-drawer.tsx'
import type { ChangedFigure, MovedRecord, ReportChanges } from '../../schema.ts'
import { TONES } from '../tones.ts'
import { EvidenceLine } from './evidence-line.tsx'

/** What the ledger would say otherwise today, and which records moved it. The issued text stays as it is. */
export function ChangesPanel({ reportId }: { reportId: string }) {
  const t = useWords()
  const [opened, setOpened] = useState<string | null>(null)
  const answer = useOne<ReportChanges>(`/reports/${reportId}/changes`)
  const figures = answer.data?.figures ?? []
  return (
    <section className="panel" aria-busy={answer.isFetching}>
      <h2>{t('定稿后变化')}</h2>
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading rows={3} />}
      {answer.data && (
        <p className="quiet">
          {figures.length === 0
            ? t('定稿以来，台账里的相关数字没有变化。')
            : t('定稿以来有 {count} 个数字变了。汇报保持定稿时的写法。', { count: figures.length })}
        </p>
      )}
      <ul className="plain-list">
        {figures.map((figure) => (
          <Changed key={figure.chip} figure={figure} onOpen={setOpened} />
        ))}
      </ul>
      <EntryDrawer entryId={opened} onClose={() => setOpened(null)} />
    </section>
  )
}

function Changed({ figure, onOpen }: { figure: ChangedFigure; onOpen: (entryId: string) => void }) {
  const t = useWords()
  const before = sayValue(figure.frozenValue)
  const now = sayValue(figure.value)
  return (
    <li>
      <strong>{figure.label}</strong>
      <p className="number">{t('定稿时 {before}，现在 {now}', { before, now })}</p>
      <p className="quiet number">{t('统计时段 {period}', { period: saySpan(figure.from, figure.to) })}</p>
      <details>
        <summary>{t('变动的记录（{count}条）', { count: figure.movedTotal })}</summary>
        <ul className="plain-list">
          {figure.records.map((row) => (
            <EvidenceLine
              key={`${row.type}${row.id}${row.moved}`}
              row={row}
              onOpen={onOpen}
              mark={<Moved row={row} />}
            />
          ))}
        </ul>
        {figure.movedTotal > figure.records.length && (
          <p className="quiet">{t('只列出前 {count} 条。', { count: figure.records.length })}</p>
        )}
      </details>
    </li>
  )
}

function Moved({ row }: { row: MovedRecord }) {
  const t = useWords()
  if (row.moved === 'added') return <Tag style={TONES.green}>{t('新增')}</Tag>
  if (row.moved === 'removed') return <Tag style={TONES.red}>{t('减少')}</Tag>
  return (
    <Tag style={TONES.yellow}>
      {row.before === null ? t('有更正') : t('原为 {before}', { before: `${trimDecimal(row.before)}${row.unit}` })}
    </Tag>
  )
}

function sayValue(value: string | null): string {
  return value === null ? '—' : trimDecimal(value)
}
