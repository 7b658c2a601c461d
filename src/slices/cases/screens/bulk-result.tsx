import { Button } from 'antd'
import { Link } from 'react-router'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import type { BulkOutcome } from '../bulk-schema.ts'
import type { CaseRow } from '../list-schema.ts'

interface BulkResultProps {
  rows: readonly CaseRow[]
  outcomes: readonly BulkOutcome[]
  onClose: () => void
}

/** What became of each problem: handed out, kept by the community because nobody answers for the place, or why not. */
export function BulkResult({ rows, outcomes, onClose }: BulkResultProps) {
  const t = useWords()
  const community = useCommunity()
  const refused = outcomes.filter((outcome) => outcome.problem !== null).length
  const gaps = outcomes.filter((outcome) => outcome.gap).length
  return (
    <>
      <p role="status">
        <strong>{t('交办了 {count} 个', { count: outcomes.length - refused })}</strong>
        {refused > 0 && <span className="bad">{t('，{count} 个没有交办', { count: refused })}</span>}
        {gaps > 0 && <span className="warn">{t('，其中 {count} 处没有人负责，由社区自行整改', { count: gaps })}</span>}
      </p>
      {gaps > 0 && (
        <p>
          <Link to={community.href('/duties/coverage')}>{t('去补上空缺的责任')}</Link>
        </p>
      )}
      <ul className="plain-list">
        {outcomes.map((outcome) => {
          const row = rows.find((each) => each.id === outcome.id)
          return (
            <li key={outcome.id}>
              <Link to={community.href(`/cases/${outcome.id}`)}>{row?.issue ?? outcome.id}</Link>
              <div className="quiet">{row?.place}</div>
              <div className={outcome.problem ? 'bad' : outcome.gap ? 'warn' : ''}>{sayOutcome(outcome, t)}</div>
            </li>
          )
        })}
      </ul>
      <Button type="primary" onClick={onClose}>
        {t('好')}
      </Button>
    </>
  )
}

function sayOutcome(outcome: BulkOutcome, t: Say): string {
  if (outcome.problem) return t('没有交办：{why}', { why: outcome.problem })
  return outcome.gap ? t('这里没有人负责，由社区自行整改') : t('已交办')
}
