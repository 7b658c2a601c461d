import { Alert } from 'antd'
import { Link, useParams } from 'react-router'
import { Awaiting } from '#kernel/web/awaiting.tsx'
import { sayInstant } from '#kernel/web/days-said.ts'
import { Facts } from '#kernel/web/facts.tsx'
import { PageHead } from '#kernel/web/page-head.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useWords, type Say } from '#kernel/web/words.ts'
import { ACT_LABEL, WAITING_STATE_LABEL, type WaitingOne } from '../waiting-schema.ts'
import { HeldPictures } from './held-pictures.tsx'
import { sayClock } from './say-clock.ts'
import { sayPhotos } from './say-photos.ts'
import { sayWho } from './say-who.ts'
import { SettleActions } from './settle-actions.tsx'
import { SideBySideTable } from './side-by-side-table.tsx'
import './field.css'

/** One thing a phone sent: why it waits, what it says beside what stands, and what to do with it. */
export default function WaitingOnePage() {
  const t = useWords()
  const community = useCommunity()
  const { id } = useParams()
  const answer = useOne<WaitingOne>(`/field/waiting/${id}`)
  const back = { href: community.href('/field'), label: t('手机送来') }
  if (!answer.data) return <Awaiting answer={answer} back={back} />
  const one = answer.data
  const { stands } = one
  return (
    <>
      <PageHead
        title={one.summary}
        hint={`${t(ACT_LABEL[one.act])} · ${t(WAITING_STATE_LABEL[one.state])}`}
        back={back}
        actions={<SettleActions key={one.edition} one={one} refetch={() => void answer.refetch()} />}
      />
      <Notices one={one} />
      <section className="panel">
        <h2>{t('来由')}</h2>
        <Facts facts={factsOf(one, t)} />
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{stands ? t('两份并排') : t('手机送来的内容')}</h2>
          {stands && (
            <Link to={community.href(stands.is === 'case' ? `/cases/${stands.id}` : `/ledger?entry=${stands.id}`)}>
              {stands.is === 'case' ? t('看现在的问题') : t('看现在的记录')}
            </Link>
          )}
        </div>
        {stands && one.state === 'waiting' && (
          <p className="quiet">
            {t('现在的内容由{who}在{at}写下。', { who: stands.changedBy, at: sayInstant(stands.changedAt) })}
            {stands.reason !== '' && t('原因：{reason}', { reason: stands.reason })}
          </p>
        )}
        <SideBySideTable one={one} />
      </section>
      <HeldPictures one={one} />
      {one.others.length > 0 && (
        <section className="panel">
          <h2>{t('关于同一条，还有这些在等')}</h2>
          <ul className="plain-list">
            {one.others.map((other) => (
              <li key={other.id}>
                <Link to={community.href(`/field/${other.id}`)}>{other.summary}</Link>{' '}
                <span className="quiet">{sayInstant(other.cameAt)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Notices({ one }: { one: WaitingOne }) {
  const t = useWords()
  const community = useCommunity()
  if (one.state === 'dropped')
    return (
      <Alert
        className="problem-notice"
        type="info"
        showIcon
        title={t('{who}已搁置这一条：{reason}', { who: one.settledBy ?? '—', reason: one.reason ?? '—' })}
      />
    )
  if (one.state === 'applied')
    return (
      <Alert
        className="problem-notice"
        type="success"
        showIcon
        title={
          one.became === null
            ? t('{who}已代为入账。', { who: one.settledBy ?? '—' })
            : t('{who}已另记一笔。', { who: one.settledBy ?? '—' })
        }
        action={one.became && <Link to={community.href(`/ledger?entry=${one.became}`)}>{t('看另记的那一笔')}</Link>}
      />
    )
  return (
    <>
      <Alert
        className="problem-notice"
        type="warning"
        showIcon
        title={t('没有直接入账，对送来的人说的是：{problem}', { problem: t(one.problem) })}
      />
      {one.cannot !== null && <Alert className="problem-notice" type="info" showIcon title={one.cannot} />}
      {one.outdated && (
        <Alert
          className="problem-notice"
          type="info"
          showIcon
          title={t('同一部手机后来又改过，改后的已经入账；这一份是更早的。多半应当搁置。')}
        />
      )}
    </>
  )
}

function factsOf(one: WaitingOne, t: Say) {
  const clock = sayClock(one.clockAhead, t)
  const claimed = one.claimedAt === '' ? '' : sayInstant(one.claimedAt)
  return [
    { label: t('谁送来的'), value: sayWho(one, t) },
    { label: t('哪部手机'), value: t('尾号 {phone}', { phone: one.phone }) },
    {
      label: t('手机上保存的时间'),
      value: clock === '' ? claimed : t('{at}（手机时钟{clock}）', { at: claimed, clock }),
    },
    { label: t('收到时间'), value: sayInstant(one.cameAt) },
    { label: t('照片'), value: sayPhotos(one.photos, t) },
  ]
}
