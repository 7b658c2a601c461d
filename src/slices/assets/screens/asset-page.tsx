import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HistoryItem } from '#kernel/history-item.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { sayData } from '#kernel/web/data-fields.ts'
import { saySpan } from '#kernel/web/days-said.ts'
import { EndForm } from '#kernel/web/end-form.tsx'
import { Facts } from '#kernel/web/facts.tsx'
import { HistoryList } from '#kernel/web/history-panel.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useWords } from '#kernel/web/words.ts'
import { ASSET_CONDITION_LABEL, type AssetCondition, type AssetRow } from '../schema.ts'
import { AssetForm } from './asset-form.tsx'
import { assetSpot } from './asset-spot.ts'
import { useAssetTypes } from './use-asset-types.ts'

export default function AssetPage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const types = useAssetTypes()
  const places = usePlaces()
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const answer = useOne<{ asset: AssetRow; history: HistoryItem[] }>(`/assets/${id}`)
  const back = { href: community.href('/assets'), label: t('设施') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const { asset, history } = answer.data
  const fields = types.find((type) => type.code === asset.type)?.fields ?? []
  return (
    <>
      <PageHead
        title={`${asset.typeLabel} · ${assetSpot(asset) || t('（位置未填）')}`}
        back={back}
        actions={
          community.can('write', 'registers') && (
            <>
              {asset.validTo === null && <Button onClick={() => setOpen('remove')}>{t('拆除')}</Button>}
              <Button type="primary" onClick={() => setOpen('edit')}>
                {t('更正')}
              </Button>
            </>
          )
        }
      />
      <section className="panel">
        <Facts
          facts={[
            {
              label: t('地点'),
              value: asset.placeId && <Link to={community.href(`/places/${asset.placeId}`)}>{asset.placeName}</Link>,
            },
            { label: t('具体位置'), value: asset.locus },
            { label: t('数量'), value: `${trimDecimal(asset.quantity)}${asset.unit}` },
            { label: t('完好情况'), value: t(ASSET_CONDITION_LABEL[asset.condition]) },
            { label: t('最近查看'), value: asset.seenOn },
            { label: t('在用时间'), value: saySpan(asset.validFrom, asset.validTo, t('至今')) },
            ...fields.map((field) => ({ label: field.label, value: sayData(field, asset.attrs[field.key]) })),
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('修改历史')}</h2>
        <HistoryList
          items={history}
          labels={{
            placeId: t('地点'),
            locus: t('具体位置'),
            quantity: t('数量'),
            condition: t('完好情况'),
            seenOn: t('最近查看'),
            validFrom: t('设置日期'),
            validTo: t('拆除日期'),
            ...Object.fromEntries(fields.map((field) => [`attrs.${field.key}`, field.label])),
          }}
          sayValue={(key, value) =>
            key === 'placeId'
              ? places.data?.find((place) => place.id === value)?.name
              : key === 'condition'
                ? t(ASSET_CONDITION_LABEL[value as AssetCondition])
                : undefined
          }
        />
      </section>
      <AssetForm open={open === 'edit'} onClose={() => setOpen(null)} asset={asset} />
      <EndForm
        title={t('拆除或撤下')}
        open={open === 'remove'}
        onClose={() => setOpen(null)}
        path={community.api(`/assets/${asset.id}/remove`)}
        version={asset.version}
        validFrom={asset.validFrom}
        dayLabel={t('最后一天')}
        submitLabel={t('拆除')}
        help={t('这一天以后的统计不再算它；以前的记录和数字不受影响')}
      />
    </>
  )
}
