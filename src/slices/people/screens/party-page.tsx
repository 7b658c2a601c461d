import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HistoryItem } from '#kernel/history-item.ts'
import { api } from '#kernel/web/api.ts'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { saySpan } from '#kernel/web/days-said.ts'
import { EndForm } from '#kernel/web/end-form.tsx'
import { Facts } from '#kernel/web/facts.tsx'
import { HistoryList } from '#kernel/web/history-panel.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import { PARTY_KIND_LABEL, type PartyRow } from '../schema.ts'
import { PartyForm } from './party-form.tsx'

export default function PartyPage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const save = useSave()
  const places = usePlaces()
  const [open, setOpen] = useState<'edit' | 'close' | 'erase' | null>(null)
  const answer = useOne<{ party: PartyRow; history: HistoryItem[] }>(`/parties/${id}`)
  const back = { href: community.href('/parties'), label: t('单位人员') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const { party, history } = answer.data
  const name = party.erased ? t('（个人信息已清除）') : party.name
  return (
    <>
      <PageHead
        title={name}
        hint={t(PARTY_KIND_LABEL[party.kind])}
        back={back}
        actions={
          <>
            {community.can('export', 'registers') && (
              <Link to={community.href(`/parties/${party.id}/hand-over`)}>{t('工作交接清单')}</Link>
            )}
            {community.can('write', 'registers') && (
              <>
                {party.kind === 'person' && !party.erased && community.can('write', 'personal') && (
                  <Button danger onClick={() => setOpen('erase')}>
                    {t('清除个人信息')}
                  </Button>
                )}
                {party.validTo === null && <Button onClick={() => setOpen('close')}>{t('停用')}</Button>}
                {!party.erased && (
                  <Button type="primary" onClick={() => setOpen('edit')}>
                    {t('更正')}
                  </Button>
                )}
              </>
            )}
          </>
        }
      />
      <section className="panel">
        <h2>{t('基本情况')}</h2>
        <Facts
          facts={[
            { label: t('在册时间'), value: saySpan(party.validFrom, party.validTo, t('至今')) },
            { label: t('联系电话'), value: <span className="number">{party.phone || '—'}</span> },
            ...(party.kind === 'person' ? [{ label: t('职务'), value: party.attrs.title }] : []),
            ...(party.kind === 'person' && party.attrs.unitId
              ? [
                  {
                    label: t('所在单位'),
                    value: <Link to={community.href(`/parties/${party.attrs.unitId}`)}>{t('查看')}</Link>,
                  },
                ]
              : []),
            ...(party.kind === 'unit'
              ? [
                  { label: t('隶属'), value: party.attrs.level },
                  { label: t('地址'), value: party.attrs.address },
                ]
              : []),
            ...(party.kind === 'team'
              ? [
                  {
                    label: t('人数'),
                    value: party.attrs.members === undefined ? '' : t('{count}人', { count: party.attrs.members }),
                  },
                  { label: t('服务内容'), value: party.attrs.service },
                  {
                    label: t('依托站点'),
                    value: party.stationId && (
                      <Link to={community.href(`/places/${party.stationId}`)}>{party.stationName}</Link>
                    ),
                  },
                ]
              : []),
            {
              label: t('在任责任'),
              value:
                party.duties > 0 ? (
                  <Link to={community.href(`/duties?partyId=${party.id}`)}>
                    {t('{count}项', { count: party.duties })}
                  </Link>
                ) : (
                  t('没有')
                ),
            },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('修改历史')}</h2>
        <p className="quiet">{t('姓名和电话单独保管，不写进历史。')}</p>
        <HistoryList
          items={history}
          labels={{
            stationId: t('依托站点'),
            validFrom: t('在册起始日'),
            validTo: t('在册最后一天'),
            'attrs.title': t('职务'),
            'attrs.level': t('隶属'),
            'attrs.address': t('地址'),
            'attrs.members': t('人数'),
            'attrs.service': t('服务内容'),
          }}
          sayValue={(key, value) =>
            key === 'stationId' ? places.data?.find((place) => place.id === value)?.name : undefined
          }
        />
      </section>
      <PartyForm open={open === 'edit'} onClose={() => setOpen(null)} party={party} />
      <EndForm
        title={t('停用{name}', { name })}
        open={open === 'close'}
        onClose={() => setOpen(null)}
        path={community.api(`/parties/${party.id}/close`)}
        version={party.version}
        validFrom={party.validFrom}
        dayLabel={t('在册最后一天')}
        submitLabel={t('停用')}
        help={t('停用前请先交接其在任的责任')}
      />
      <ConfirmWithReason
        open={open === 'erase'}
        title={t('清除{name}的个人信息', { name })}
        submitLabel={t('永久清除')}
        danger
        onClose={() => setOpen(null)}
        onSubmit={async (reason) => {
          await save(
            api.post(community.api(`/parties/${party.id}/erase`), { reason, version: party.version }),
            t('已清除'),
          )
        }}
      >
        <p>{t('姓名和电话将被永久删除，不能恢复；台账里的记录和数字不变。')}</p>
      </ConfirmWithReason>
    </>
  )
}
