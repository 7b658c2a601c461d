import { Link } from 'react-router'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { PaperRow, PaperView } from '../paper-schema.ts'

/** What a paper says, in the order it is printed: to whom, what about, which problems, what is asked, who signs. */
export function PaperText({ paper }: { paper: PaperView }) {
  const t = useWords()
  const community = useCommunity()
  return (
    <article className="paper-text">
      <p>
        <b>{paper.addressee}：</b>
      </p>
      <p>{paper.intro}</p>
      {paper.facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {paper.rows.length === 0 ? (
        <EmptyHint what={t('没有列出的问题')} />
      ) : (
        <RowsTable<PaperRow>
          caption={t('所列问题')}
          rows={paper.rows}
          rowKey={(row) => row.caseId}
          columns={[
            {
              key: 'issue',
              title: t('问题'),
              phone: 'title',
              render: (row) => <Link to={community.href(`/cases/${row.caseId}`)}>{row.issue}</Link>,
            },
            { key: 'place', title: t('地点'), width: 160, render: (row) => row.place || '—' },
            {
              key: 'party',
              title: t('责任单位'),
              width: 150,
              render: (row) => row.party || (row.due === '' ? '—' : t('社区自行整改')),
            },
            {
              key: 'found',
              title: t('发现日期'),
              width: 120,
              render: (row) => <span className="number">{row.foundOn}</span>,
            },
            {
              key: 'due',
              title: t('时限'),
              width: 150,
              render: (row) => (
                <span className={row.overdue ? 'number bad' : 'number'}>
                  {row.due === '' ? '—' : row.overdue ? t('{day}（已超期）', { day: row.due }) : row.due}
                </span>
              ),
            },
          ]}
        />
      )}
      {paper.demands.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="paper-sign">{paper.unit}</p>
    </article>
  )
}
