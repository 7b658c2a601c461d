import type { ReactNode } from 'react'
import { trimDecimal } from '#kernel/print-figure.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { EvidenceLink } from '#kernel/web/evidence-link.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { EvidenceRow } from './evidence-row.ts'

interface EvidenceLineProps {
  row: EvidenceRow
  onOpen: (entryId: string) => void
  /** Before the title: 新增, 撤回 … */
  mark?: ReactNode
}

/** One record in a narrow list: what, when, where, how much of it counts. */
export function EvidenceLine({ row, onOpen, mark }: EvidenceLineProps) {
  const t = useWords()
  return (
    <li>
      <div className="evidence-head">
        <span>
          {mark}
          <EvidenceLink row={row} onOpen={onOpen} apart />
        </span>
        {row.amount !== null && <strong className="number">{`${trimDecimal(row.amount)}${row.unit}`}</strong>}
      </div>
      <div className="quiet evidence-more">
        {row.day && <span className="number">{saySpan(row.day, row.dayTo ?? row.day)}</span>}
        {row.place && <span>{row.place}</span>}
        {row.photos > 0 && <span>{t('照片{count}张', { count: row.photos })}</span>}
        {row.photosAway !== undefined && <span>{t('{count}张在手机上', { count: row.photosAway })}</span>}
      </div>
    </li>
  )
}
