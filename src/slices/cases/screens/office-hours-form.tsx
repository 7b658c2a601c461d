import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { api } from '#kernel/web/api.ts'
import { Loading } from '#kernel/web/loading.tsx'
import { ProblemNotice } from '#kernel/web/problem-notice.tsx'
import { useAttempt } from '#kernel/web/use-attempt.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useOne } from '#kernel/web/use-one.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { CaseSettings } from '../settings-schema.ts'
import { clockOf, minutesOf } from './clock.ts'

/** When the office works, for limits in hours, and when nobody is reminded. */
export function OfficeHoursForm() {
  const t = useWords()
  const settings = useOne<CaseSettings>('/case-settings')
  return (
    <section className="panel panel-form">
      <h2>{t('办公时间和提醒')}</h2>
      <ProblemNotice problem={settings.error} retry={() => void settings.refetch()} />
      {settings.isLoading && <Loading />}
      {settings.data && <HoursForm key={JSON.stringify(settings.data)} settings={settings.data} />}
    </section>
  )
}

type Stretch = readonly [from: string, to: string]
const shown = ([from, to]: readonly [number, number]): Stretch => [clockOf(from), clockOf(to)]

function HoursForm({ settings }: { settings: CaseSettings }) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const [hours, setHours] = useState<Stretch[]>(settings.officeHours.map(shown))
  const [quiet, setQuiet] = useState<Stretch>(shown(settings.quietHours))
  const { busy, problem, attempt } = useAttempt()
  const [missing, setMissing] = useState(false)
  const off = !community.can('write', 'settings')

  const submit = () =>
    attempt(async () => {
      const minutes = [...hours, quiet].map(([from, to]) => [minutesOf(from), minutesOf(to)] as const)
      const whole = minutes.every(([from, to]) => from !== null && to !== null)
      setMissing(!whole)
      if (!whole) return
      const body = { ...settings, officeHours: minutes.slice(0, -1), quietHours: minutes.at(-1) }
      await save(api.put(community.api('/case-settings'), body), t('已保存'))
    })
  return (
    <>
      {hours.map((stretch, at) => (
        <StretchField
          // Stretches have no name but their place in the day.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          label={t('办公时间第{at}段', { at: at + 1 })}
          value={stretch}
          off={off}
          onChange={(next) => setHours(hours.map((each, index) => (index === at ? next : each)))}
          {...(hours.length > 1 && !off ? { onDrop: () => setHours(hours.filter((_, index) => index !== at)) } : {})}
        />
      ))}
      {!off && hours.length < 4 && (
        <Button className="add-line" onClick={() => setHours([...hours, ['', '']])}>
          {t('加一段办公时间')}
        </Button>
      )}
      <StretchField label={t('免打扰')} value={quiet} off={off} onChange={setQuiet} />
      <p className="quiet">{t('催办每人每天最多一条，工作日 8:30 生成；8:30 在免打扰时间内的，推迟到免打扰结束。')}</p>
      {missing && (
        <p className="bad" role="alert">
          {t('时间要填完整，例如 08:30。')}
        </p>
      )}
      <ProblemNotice problem={problem} />
      {!off && (
        <Button type="primary" loading={busy} onClick={() => void submit()}>
          {t('保存办公时间')}
        </Button>
      )}
    </>
  )
}

interface StretchFieldProps {
  label: string
  value: Stretch
  off: boolean
  onChange: (next: Stretch) => void
  onDrop?: () => void
}

function StretchField({ label, value: [from, to], off, onChange, onDrop }: StretchFieldProps) {
  const t = useWords()
  const id = useId()
  return (
    <fieldset className="stretch" disabled={off}>
      <legend>{label}</legend>
      <label htmlFor={`${id}-from`}>{t('从')}</label>
      <Input id={`${id}-from`} type="time" value={from} onChange={(event) => onChange([event.target.value, to])} />
      <label htmlFor={`${id}-to`}>{t('到')}</label>
      <Input id={`${id}-to`} type="time" value={to} onChange={(event) => onChange([from, event.target.value])} />
      {onDrop && (
        <Button type="text" onClick={onDrop} aria-label={t('去掉{what}', { what: label })}>
          {t('去掉')}
        </Button>
      )}
    </fieldset>
  )
}
