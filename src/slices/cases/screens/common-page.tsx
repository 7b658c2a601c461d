import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CommonProblem } from '../board-schema.ts'
import { CampaignProposal } from './campaign-proposal.tsx'
import { CaseNav } from './case-nav.tsx'
import './cases.css'

/** 共性问题: the same check item open at several places calls for one campaign rather than many single fixes. */
export default function CommonPage() {
  const t = useWords()
  const community = useCommunity()
  const answer = useOne<CommonProblem[]>('/cases/common')
  const [proposing, setProposing] = useState<CommonProblem | null>(null)
  return (
    <>
      <PageHead title={t('共性问题')} hint={t('同一检查项在三处以上同时未办结，宜开展专项行动；个别的点对点整改。')} />
      <CaseNav />
      <ProblemNotice problem={answer.error} retry={() => void answer.refetch()} />
      {answer.isLoading && <Loading />}
      {answer.data?.length === 0 && (
        <section className="panel">
          <EmptyHint what={t('现在没有共性问题')} todo={t('同一检查项在三处以上同时未办结时，会列在这里。')} />
        </section>
      )}
      {answer.data?.map((common) => (
        <section key={`${common.pointType} ${common.checkItem}`} className="panel">
          <div className="panel-head">
            <h2>
              {common.checkItem} <span className="quiet">{common.pointType}</span>
            </h2>
            <span className="page-actions">
              <Link
                className="button-link"
                to={community.href(
                  `/cases?${new URLSearchParams({ checkItem: common.checkItem, ended: 'open', ...(common.pointType ? { pointType: common.pointType } : {}) }).toString()}`,
                )}
              >
                {t('看这 {count} 个问题', { count: common.cases })}
              </Link>
              {community.can('write', 'kinds') && community.can('write', 'ledger') && (
                <Button type="primary" onClick={() => setProposing(common)}>
                  {t('开展专项行动')}
                </Button>
              )}
            </span>
          </div>
          <p>{t('{places} 处、{cases} 个问题未办结', { places: common.places.length, cases: common.cases })}</p>
          <ul className="tags">
            {common.places.map((place) => (
              <li key={place.id}>
                <Link
                  to={community.href(
                    `/cases?${new URLSearchParams({ below: place.id, checkItem: common.checkItem }).toString()}`,
                  )}
                >
                  {place.name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <CampaignProposal common={proposing} onClose={() => setProposing(null)} />
    </>
  )
}
