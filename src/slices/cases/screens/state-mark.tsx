import { Tag } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import type { CaseRow } from '../list-schema.ts'
import { STATE_LABEL } from '../schema.ts'

const TONE: Partial<Record<CaseRow['state'], string>> = {
  reported: 'case-state-new',
  returned: 'case-state-back',
  'fed-back': 'case-state-check',
  closed: 'case-state-done',
  kept: 'case-state-done',
  relapsed: 'case-state-back',
}

/** The state in words; how often it was sent back to be done again stands beside it. */
export function StateMark({ row }: { row: Pick<CaseRow, 'state' | 'rework'> }) {
  const t = useWords()
  return (
    <>
      <Tag className={TONE[row.state] ?? 'case-state-plain'}>{t(STATE_LABEL[row.state])}</Tag>
      {row.rework > 0 && <span className="quiet tight">{t('重改 {count} 次', { count: row.rework })}</span>}
    </>
  )
}
