import { App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '#kernel/web/api.ts'
import { ConfirmWithReason } from '#kernel/web/confirm-with-reason.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { SettledAnswer, WaitingOne } from '../waiting-schema.ts'
import { ConfirmApply } from './confirm-apply.tsx'

/** Into the ledger after all, aside with a reason, or back from aside; only for those who may. */
export function SettleActions({ one, refetch }: { one: WaitingOne; refetch: () => void }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const navigate = useNavigate()
  const { message } = App.useApp()
  // The day it was, where the phone's clock wrote another: proposed, and whoever settles may know better.
  const [day, setDay] = useState(one.clock?.day ?? '')
  const [asked, ask] = useState<'apply' | 'aside' | 'anew' | null>(null)
  if (!community.can('write', 'field') || one.state === 'applied') return null
  const { edition, stands } = one
  const post = (what: string, body: object, said: string): Promise<SettledAnswer> => {
    const path = community.api(`/field/waiting/${one.id}/${what}`)
    return save(api.post<SettledAnswer>(path, { edition, ...body }), said)
  }
  // Whoever was refused reads why first; then the page behind shows how it stands now.
  const close = () => {
    ask(null)
    refetch()
  }
  const apply = async (reason?: string, anew = false) => {
    const said = anew ? t('已另记一笔') : t('已代{who}入账', { who: one.who })
    const body = {
      stands: stands?.version ?? null,
      ...(reason ? { reason } : {}),
      ...(one.clock ? { day } : {}),
      ...(anew ? { anew } : {}),
    }
    const done = await post('apply', body, said)
    if (done.photosLeft > 0)
      void message.warning(t('有 {count} 张照片这条记录收不下，没有附上。', { count: done.photosLeft }))
    await navigate(community.href('/field'))
  }
  if (one.state === 'dropped')
    return (
      <Button
        type="primary"
        onClick={() =>
          void post('take-up', {}, t('已重新放到待处理')).catch((cause: Error) => message.error(cause.message))
        }
      >
        {t('重新拿出来处理')}
      </Button>
    )
  const dayField = one.clock && <DayField day={day} said={one.clock.said} onChange={setDay} />
  const withdraws = one.act === 'withdraw'
  const replaces = stands?.is === 'entry' && !withdraws
  const label = withdraws
    ? t('代为撤回')
    : replaces
      ? t('用手机送来的替换')
      : one.act === 'step'
        ? t('代为办理')
        : t('代为入账')
  return (
    <>
      <Button danger onClick={() => ask('aside')}>
        {replaces ? t('不替换，搁置') : t('搁置')}
      </Button>
      {replaces && one.act === 'entry' && <Button onClick={() => ask('anew')}>{t('另记一笔')}</Button>}
      <Button type="primary" disabled={one.cannot !== null} onClick={() => ask('apply')}>
        {label}
      </Button>
      <ConfirmApply
        open={asked === 'anew'}
        title={t('另记一笔')}
        onClose={close}
        onSubmit={() => apply(undefined, true)}
      >
        <p>
          {t(
            '现有的记录不动；手机送来的另记成一条新记录，照片一并附上，修改历史里写明从哪里来。本来就是两件事（比如上午一次、下午一次）的，用这一项。',
          )}
        </p>
        {dayField}
      </ConfirmApply>
      {replaces ? (
        <ConfirmWithReason
          open={asked === 'apply'}
          title={label}
          submitLabel={t('替换')}
          onClose={close}
          onSubmit={apply}
        >
          <p>{t('记录改成手机送来的内容；现在的内容留在修改历史里，随时查得到。')}</p>
          {dayField}
        </ConfirmWithReason>
      ) : (
        <ConfirmApply open={asked === 'apply'} title={label} onClose={close} onSubmit={() => apply()}>
          <p>
            {one.fromFile === null
              ? t('以{who}的名义记下，照片一并附上；修改历史里写明由您代办。', { who: one.who })
              : t('文件里写的人没有登录作证，所以以您的名义记下，照片一并附上；文件里怎么写的，留在历史里。')}
          </p>
          {dayField}
        </ConfirmApply>
      )}
      <ConfirmWithReason
        open={asked === 'aside'}
        title={t('搁置')}
        submitLabel={t('搁置')}
        danger
        onClose={close}
        onSubmit={async (reason) => {
          await post('set-aside', { reason }, t('已搁置，手机上会看到原因'))
          await navigate(community.href('/field'))
        }}
      >
        <p>{t('它不进台账，但一直保留，可以重新拿出来处理；{who}会在手机上看到原因。', { who: one.who })}</p>
      </ConfirmWithReason>
    </>
  )
}

function DayField({ day, said, onChange }: { day: string; said: string; onChange: (day: string) => void }) {
  const t = useWords()
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="field-label">
        {t('日期（手机写的是 {said}，按时钟偏差推算后应为下面这天，可以改）', { said })}
      </label>
      <Input id={id} type="date" value={day} onChange={(event) => onChange(event.target.value)} />
    </>
  )
}
