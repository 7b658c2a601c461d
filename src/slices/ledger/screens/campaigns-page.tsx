import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { saySpan } from '#kernel/web/days-said.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { Loading } from '#kernel/web/loading.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { today } from '#kernel/web/period.ts'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CampaignView } from '../schema.ts'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignProgress } from './campaign-progress.tsx'
import { LedgerNav } from './ledger-nav.tsx'
import { useCampaigns } from './use-campaigns.ts'
import { useKinds } from './use-kinds.ts'

/** Named periods of work with what they are to reach, and how far they are. */
export default function CampaignsPage() {
  const t = useWords()
  const community = useCommunity()
  const campaigns = useCampaigns()
  const { kinds } = useKinds()
  const [editing, setEditing] = useState<CampaignView | 'new' | null>(null)
  const writes = community.can('write', 'kinds')
  return (
    <>
      <PageHead
        title={t('专项行动')}
        hint={t('有名称、有起止的一段工作。记录归到行动里，进度就自己算出来；一条记录只归一个行动，不会重复计数。')}
        actions={
          writes && (
            <Button type="primary" onClick={() => setEditing('new')}>
              {t('新建专项行动')}
            </Button>
          )
        }
      />
      <LedgerNav />
      <ProblemNotice problem={campaigns.error} retry={() => void campaigns.refetch()} />
      {campaigns.isLoading && <Loading />}
      {campaigns.data && campaigns.data.rows.length === 0 && (
        <section className="panel">
          <EmptyHint
            what={t('还没有专项行动')}
            {...(writes ? { todo: t('点“新建专项行动”登记；导入的表格里写了行动名称的，也会自动建立。') } : {})}
          />
        </section>
      )}
      {campaigns.data?.rows.map((campaign) => (
        <section key={campaign.id} className="panel">
          <div className="panel-head">
            <h2>{campaign.name}</h2>
            <span className="row-acts">
              <Link className="button-link" to={community.href(`/ledger?campaign=${campaign.id}`)}>
                {t('看记录')}
              </Link>
              {writes && (
                <Button aria-label={t('修改{name}', { name: campaign.name })} onClick={() => setEditing(campaign)}>
                  {t('修改')}
                </Button>
              )}
            </span>
          </div>
          <p>
            <span className="number">{saySpan(campaign.validFrom, campaign.validTo, t('尚未结束'))}</span>
            {campaign.validTo !== null && campaign.validTo < today() && (
              <span className="quiet">{t('（已结束）')}</span>
            )}
            {campaign.issuer !== '' && <> · {t('发起：{issuer}', { issuer: campaign.issuer })}</>}
          </p>
          {campaign.kinds.length > 0 && (
            <p className="quiet">
              {t('包括：{kinds}', {
                kinds: campaign.kinds.map((code) => kinds.find((kind) => kind.code === code)?.label ?? code).join('、'),
              })}
            </p>
          )}
          <CampaignProgress campaign={campaign} kinds={kinds} />
        </section>
      ))}
      <CampaignForm campaign={editing} kinds={kinds} onClose={() => setEditing(null)} />
    </>
  )
}
