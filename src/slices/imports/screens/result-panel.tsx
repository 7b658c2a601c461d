import { Link } from 'react-router'
import type { z } from 'zod'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { type ImportBatch, type ImportSummary, PROBLEM_TARGET } from '../schema.ts'
import { SummaryLine } from './summary-line.tsx'

/** What an import came to, and where to go from here. */
export function ResultPanel({ batch, summary }: { batch: ImportBatch; summary: z.infer<typeof ImportSummary> }) {
  const t = useWords()
  const community = useCommunity()
  const year = `from=${batch.year}-01-01&to=${batch.year}-12-31`
  return (
    <section className="panel">
      <h2>{t('导入结果')}</h2>
      <SummaryLine summary={summary} />
      <p className="row-acts">
        {summary.broken > 0 && (
          <Link className="button-link primary" to={community.href(`/import/pending?batch=${batch.id}`)}>
            {t('去修补{count}行', { count: summary.broken })}
          </Link>
        )}
        <Link className="button-link" to={community.href(`/ledger?via=import&${year}`)}>
          {t('看台账')}
        </Link>
        {batch.sheets.some((sheet) => sheet.target === PROBLEM_TARGET) && (
          <Link className="button-link" to={community.href(`/cases?source=import&all=yes&${year}`)}>
            {t('看问题')}
          </Link>
        )}
        {community.can('read', 'figures') && (
          <Link className="button-link" to={community.href(`/figures?${year}`)}>
            {t('看数字')}
          </Link>
        )}
        <Link className="button-link" to={community.href('/import')}>
          {t('再导一份')}
        </Link>
      </p>
    </section>
  )
}
