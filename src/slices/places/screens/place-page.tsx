import { Button, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HistoryItem } from '#kernel/history-item.ts'
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
import { pointText } from '../point-rules.ts'
import type { PlaceRow } from '../schema.ts'
import { PlaceBelow } from './place-below.tsx'
import { PlaceForm } from './place-form.tsx'
import { usePlaceTypes } from './use-place-types.ts'

/** One place: what is known of it, what lies below it, what became of it. */
export default function PlacePage() {
  const t = useWords()
  const { id = '' } = useParams()
  const community = useCommunity()
  const types = usePlaceTypes()
  const places = usePlaces()
  const [open, setOpen] = useState<'edit' | 'close' | 'add' | null>(null)
  const answer = useOne<{ place: PlaceRow; history: HistoryItem[] }>(`/places/${id}`)
  const back = { href: community.href('/places'), label: t('地点') }
  if (answer.isError || !answer.data) return <Awaiting answer={answer} back={back} />
  const { place, history } = answer.data
  const type = types.data?.find((each) => each.code === place.type)
  const nameOf = (placeId: unknown) => places.data?.find((each) => each.id === placeId)?.name
  const labels: Record<string, string> = {
    name: t('名称'),
    type: t('类型'),
    parentId: t('所在地点'),
    validFrom: t('在册起始日'),
    validTo: t('在册最后一天'),
    aliases: t('别名'),
    note: t('备注'),
    at: t('经纬度'),
    ...Object.fromEntries((type?.fields ?? []).map((field) => [`attrs.${field.key}`, field.label])),
  }
  return (
    <>
      <PageHead
        title={place.name}
        hint={[place.typeLabel, ...place.path].join(' · ')}
        back={back}
        actions={
          <>
            {community.can('read', 'cases') && (
              <Link className="button-link" to={community.href(`/cases?below=${place.id}`)}>
                {t('这里的问题')}
              </Link>
            )}
            {community.can('write', 'registers') && (
              <>
                <Button onClick={() => setOpen('add')}>{t('在此之下登记')}</Button>
                {place.validTo === null && <Button onClick={() => setOpen('close')}>{t('停用')}</Button>}
                <Button type="primary" onClick={() => setOpen('edit')}>
                  {t('更正')}
                </Button>
              </>
            )}
          </>
        }
      />
      <section className="panel">
        <h2>{t('基本情况')}</h2>
        <Facts
          facts={[
            { label: t('在册时间'), value: saySpan(place.validFrom, place.validTo, t('至今')) },
            ...(type?.fields ?? []).map((field) => ({
              label: field.label,
              value: sayData(field, place.attrs[field.key]),
            })),
            {
              label: t('别名'),
              value: place.aliases.length > 0 && place.aliases.map((alias) => <Tag key={alias}>{alias}</Tag>),
            },
            { label: t('经纬度'), value: place.at && pointText(place.at) },
            { label: t('备注'), value: place.note },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('相关')}</h2>
        <ul className="plain-list">
          <li>
            <Link to={community.href(`/duties/answering?place=${place.id}`)}>{t('谁负责这个地点')}</Link>
          </li>
          <li>
            <Link to={community.href(`/assets?below=${place.id}`)}>{t('这里的设施')}</Link>
          </li>
          <li>
            <Link to={community.href(`/ledger?place=${place.id}`)}>{t('这里的台账记录')}</Link>
          </li>
        </ul>
      </section>
      {place.children > 0 && <PlaceBelow placeId={place.id} />}
      <section className="panel">
        <h2>{t('修改历史')}</h2>
        <HistoryList
          items={history}
          labels={labels}
          sayValue={(key, value) =>
            key === 'parentId'
              ? nameOf(value)
              : key === 'type'
                ? types.data?.find((each) => each.code === value)?.label
                : Array.isArray(value)
                  ? value.join('、')
                  : undefined
          }
        />
      </section>
      <PlaceForm open={open === 'edit'} onClose={() => setOpen(null)} place={place} />
      <PlaceForm open={open === 'add'} onClose={() => setOpen(null)} parentId={place.id} />
      <EndForm
        title={t('停用{name}', { name: place.name })}
        open={open === 'close'}
        onClose={() => setOpen(null)}
        path={community.api(`/places/${place.id}/close`)}
        version={place.version}
        validFrom={place.validFrom}
        dayLabel={t('在册最后一天')}
        submitLabel={t('停用')}
        help={t('这一天以后的统计不再算它；以前的记录和数字不受影响')}
      />
    </>
  )
}
