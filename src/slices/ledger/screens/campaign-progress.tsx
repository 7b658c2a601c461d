import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { trimDecimal } from '#kernel/print-figure.ts'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import type { CampaignView, EntryTotals } from '../schema.ts'

/** What the records of a campaign add up to, beside what it set out to reach. */
export function CampaignProgress({ campaign, kinds }: { campaign: CampaignView; kinds: readonly KindDef[] }) {
  const t = useWords()
  const path = useCommunity().api('/entries/totals')
  const totals = useQuery({
    queryKey: [path, { campaign: campaign.id }],
    queryFn: () => api.get<EntryTotals>(path, { campaign: campaign.id }),
  })
  if (totals.isError) return <ProblemNotice problem={totals.error} retry={() => void totals.refetch()} />
  if (!totals.data) return <Loading rows={1} />
  const reached = (kind: string, measure: string) =>
    totals.data.measures.find((each) => each.kind === kind && each.measure === measure)?.amount ?? '0'
  const others = totals.data.measures.filter(
    (each) => !campaign.targets.some((target) => target.kind === each.kind && target.measure === each.measure),
  )
  return (
    <>
      {campaign.targets.map((target) => {
        const kind = kinds.find((each) => each.code === target.kind)
        const measure = kind?.measures.find((each) => each.key === target.measure)
        const label = measure?.label ?? target.measure
        const amount = trimDecimal(reached(target.kind, target.measure))
        const percent = Number(target.amount) > 0 ? Math.floor((Number(amount) / Number(target.amount)) * 100) : 100
        return (
          <div key={`${target.kind}${target.measure}`} className="target">
            <p className="line">
              <span>{label}</span>
              <span className="number">
                {t('已完成 {amount} / 目标 {target} {unit}', {
                  amount,
                  target: trimDecimal(target.amount),
                  unit: measure?.unit ?? '',
                })}
              </span>
            </p>
            <Progress
              percent={Math.min(percent, 100)}
              format={() => `${percent}%`}
              aria-label={t('{label}进度', { label })}
            />
          </div>
        )
      })}
      <ul className="totals">
        <li>
          <strong className="number">{totals.data.entries}</strong>
          {t('条记录')}
        </li>
        {others.map((each) => (
          <li key={`${each.kind}${each.measure}`}>
            <strong className="number">
              {trimDecimal(each.amount)}
              {each.unit}
            </strong>
            {each.label}
          </li>
        ))}
      </ul>
    </>
  )
}
