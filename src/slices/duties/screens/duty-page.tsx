import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HistoryItem } from '#kernel/history-item.ts'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { saySpan } from '#kernel/web/days-said.ts'
import { EndForm } from '#kernel/web/end-form.tsx'
import { Facts } from '#kernel/web/facts.tsx'
import { HistoryList } from '#kernel/web/history-panel.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useWords } from '#kernel/web/words.ts'
import type { DutyRow } from '../schema.ts'
import { DutyForm } from './duty-form.tsx'
import { HandOverForm } from './hand-over-form.tsx'
import { useDutyRoles } from './use-duty-roles.ts'

export default function DutyPage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const { word, roles } = useDutyRoles()
  const places = usePlaces()
  const [open, setOpen] = useState<'edit' | 'end' | 'hand-over' | null>(null)
  const answer = useOne<{ duty: DutyRow; history: HistoryItem[] }>(`/duties/${id}`)
  const back = { href: community.href('/duties'), label: t('{word}责任', { word }) }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const { duty, history } = answer.data
  return (
    <>
      <PageHead
        title={`${duty.partyName || t('（个人信息已清除）')} · ${duty.roleLabel}`}
        hint={duty.placeName ?? t('指标 {code}', { code: duty.indicator ?? '' })}
        back={back}
        actions={
          community.can('write', 'registers') && (
            <>
              {duty.validTo === null && <Button onClick={() => setOpen('hand-over')}>{t('办理交接')}</Button>}
              {duty.validTo === null && <Button onClick={() => setOpen('end')}>{t('结束责任')}</Button>}
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
              label: t('单位或人员'),
              value: (
                <Link to={community.href(`/parties/${duty.partyId}`)}>{duty.partyName || t('（个人信息已清除）')}</Link>
              ),
            },
            { label: t('职责'), value: duty.roleLabel },
            {
              label: t('负责的地点'),
              value: duty.placeId && <Link to={community.href(`/places/${duty.placeId}`)}>{duty.placeName}</Link>,
            },
            { label: t('所在'), value: duty.placePath.join(' › ') },
            { label: t('起止'), value: saySpan(duty.validFrom, duty.validTo, t('至今')) },
            { label: t('备注'), value: duty.note },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('修改历史')}</h2>
        <HistoryList
          items={history}
          labels={{
            role: t('职责'),
            placeId: t('负责的地点'),
            indicator: t('指标编号'),
            validFrom: t('起始日'),
            validTo: t('截止日'),
            note: t('备注'),
          }}
          sayValue={(key, value) =>
            key === 'placeId'
              ? places.data?.find((place) => place.id === value)?.name
              : key === 'role'
                ? roles.find((role) => role.code === value)?.label
                : undefined
          }
        />
      </section>
      <DutyForm open={open === 'edit'} onClose={() => setOpen(null)} duty={duty} />
      <HandOverForm open={open === 'hand-over'} onClose={() => setOpen(null)} duty={duty} />
      <EndForm
        title={t('结束这项责任')}
        open={open === 'end'}
        onClose={() => setOpen(null)}
        path={community.api(`/duties/${duty.id}/end`)}
        version={duty.version}
        validFrom={duty.validFrom}
        dayLabel={t('最后一天')}
        submitLabel={t('结束责任')}
        help={t('有人接替时请用“交接”，中间不会留下空缺')}
      />
    </>
  )
}
