import { Link } from 'react-router'
import type { PhotoFacts } from '#kernel/photo-facts.ts'
import { stampOf } from '#kernel/photo-stamp.ts'
import { sayInstant, saySpan } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { type Say, useWords } from '#kernel/web/words.ts'
import { PHOTO_ROLE_LABEL } from '#slices/ledger/schema.ts'
import type { QuestionSide } from '../schema.ts'
import { sideRecord } from './side-photo.ts'

/** What one of the two records says of itself and of its photo; a way to the record. */
export function RecordFacts({ side, which }: { side: QuestionSide; which: number }) {
  const t = useWords()
  const community = useCommunity()
  const name = which === 0 ? t('左边的记录') : t('右边的记录')
  const { facts } = side
  const doubt = facts ? stampOf(facts, '', t).doubt : ''
  const open = side.target === 'case' ? t('打开这个问题') : t('打开这条记录')
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <Facts
        facts={[
          { label: t('记的是'), value: [side.kind && t(side.kind), side.says].filter(Boolean).join(' · ') },
          { label: t('地点'), value: side.place },
          { label: t('日期'), value: side.dayFrom && saySpan(side.dayFrom, side.dayTo) },
          { label: t('记录人'), value: side.author },
          { label: t('照片是'), value: side.role && t(PHOTO_ROLE_LABEL[side.role]) },
          {
            label: t('照片自带的拍摄时间'),
            value: facts && (
              <>
                {facts.takenAt === null ? t('没有') : sayInstant(facts.takenAt)}
                {doubt !== '' && <strong className="photo-doubt">{doubt}</strong>}
              </>
            ),
          },
          { label: t('照片来源'), value: facts && sourceOf(facts, t) },
          { label: t('收到照片'), value: facts && sayInstant(facts.arrivedAt) },
        ]}
      />
      <Link to={sideRecord(community, side)}>{open}</Link>
    </section>
  )
}

function sourceOf({ source }: PhotoFacts, t: Say): string {
  if (source === 'camera') return t('相机拍的')
  return source === 'album' ? t('相册里选的') : t('不清楚')
}
