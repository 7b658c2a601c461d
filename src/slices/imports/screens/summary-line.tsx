import { useWords } from '#kernel/web/words.ts'
import type { ImportSummary } from '../schema.ts'
import type { z } from 'zod'

/** How many rows became what. */
export function SummaryLine({ summary }: { summary: z.infer<typeof ImportSummary> }) {
  const t = useWords()
  const parts: [string, number][] = [
    [t('行新记入'), summary.accepted],
    [t('行有变化，作更正'), summary.corrected],
    [t('行没有变化'), summary.unchanged],
    [t('行待修补，不入账'), summary.broken],
    [t('处请核对'), summary.questions],
  ]
  return (
    <ul className="totals">
      {parts.map(([label, count]) => (
        <li key={label}>
          <strong className="number">{count}</strong>
          {label}
        </li>
      ))}
    </ul>
  )
}
