import { useEffect, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { type Severity, SEVERITY_WORDS } from './code-words.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { plainlyAt } from './near.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { recentOf, remember } from './recent.ts'
import { save } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { today } from './today.ts'
import { useNear } from './use-near.ts'
import type { Who } from './who.ts'

const SEVERITIES = Object.keys(SEVERITY_WORDS) as Severity[]

export function ReportPage({ who, read }: { who: Who; read: ReadSide }) {
  const t = useWords()
  const [round, setRound] = useState(0)
  const [saved, setSaved] = useState(false)
  const again = (): void => {
    setSaved(false)
    setRound(round + 1)
  }
  if (saved) return <SavedCard again={t('再报一个')} onAgain={again} />
  return <ReportForm key={round} who={who} read={read} onSaved={() => setSaved(true)} />
}

function ReportForm({ who, read, onSaved }: { who: Who; read: ReadSide; onSaved: () => void }) {
  const t = useWords()
  const [likely, setLikely] = useState<string[]>([])
  const [chosenPlace, setChosenPlace] = useState<string | null | undefined>(undefined)
  const [locus, setLocus] = useState('')
  const [typeCode, setTypeCode] = useState('')
  const [severity, setSeverity] = useState<Severity>('ordinary')
  const [issue, setIssue] = useState('')
  const [fixed, setFixed] = useState(false)
  const [howFixed, setHowFixed] = useState('')
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  useLeaveGuard(photos.length > 0 || issue !== '')
  useEffect(() => {
    void recentOf(who).then(
      ({ places }) => {
        setLikely(places)
      },
      () => {},
    )
  }, [who])
  const { near, position } = useNear(who, read.places)
  const placeId = chosenPlace === undefined ? (plainlyAt(near) ?? likely[0] ?? null) : chosenPlace
  const type = read.types.find((one) => one.code === typeCode)

  const submit = async (): Promise<void> => {
    const words = issue.trim() || (type ? type.label : '')
    const lack =
      words.length < 2
        ? t('请选问题类型，或写几个字说明是什么问题。')
        : !placeId && locus.trim().length < 2
          ? t('请选地点，或写明具体位置。')
          : fixed && howFixed.trim().length < 2
            ? t('请写怎样当场整改的。')
            : ''
    setProblem(lack)
    if (lack) return
    setBusy(true)
    try {
      await save(
        who,
        {
          do: 'case',
          typeCode,
          placeId,
          locus: locus.trim(),
          severity,
          issue: words,
          foundOn: today(),
          fixedOnSpot: fixed ? howFixed.trim() : null,
        },
        photos,
      )
      await remember(who, null, placeId).catch(() => {})
      onSaved()
      void sendNow(who, () => {})
    } catch (cause) {
      setProblem((cause as Error).message)
      setBusy(false)
    }
  }
  return (
    <>
      <PhotoPicker
        photos={photos}
        onChange={setPhotos}
        roles={fixed ? ['before', 'after'] : ['scene']}
        key={String(fixed)}
        onProblem={setProblem}
        onPlace={position.takenAt}
      />
      <label className="field">
        {t('问题类型')}
        <select value={typeCode} onChange={(event) => setTypeCode(event.target.value)}>
          <option value="">{t('说不准，社区来定')}</option>
          {[...new Set(read.types.flatMap((one) => one.pointTypes[0] ?? []))].map((group) => (
            <optgroup key={group} label={group}>
              {read.types
                .filter((one) => one.pointTypes[0] === group)
                .map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {type && <p className="hint">{type.help}</p>}
      <PlacePicker
        places={read.places}
        likely={likely}
        near={near}
        position={position}
        value={placeId}
        onChange={setChosenPlace}
        locus={locus}
        onLocus={setLocus}
      />
      <label className="field">
        {type ? t('是什么问题（可不填）') : t('是什么问题')}
        <textarea
          rows={3}
          maxLength={500}
          value={issue}
          placeholder={type?.label ?? t('例如：三单元门口路灯不亮')}
          onChange={(event) => setIssue(event.target.value)}
        />
      </label>
      <div className="chips" role="group" aria-label={t('程度')}>
        {SEVERITIES.map((code) => (
          <button key={code} type="button" aria-pressed={severity === code} onClick={() => setSeverity(code)}>
            {t(SEVERITY_WORDS[code])}
          </button>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />
        {t('当场已整改（即查即改）')}
      </label>
      {fixed && (
        <label className="field">
          {t('怎样整改的')}
          <input value={howFixed} maxLength={500} onChange={(event) => setHowFixed(event.target.value)} />
        </label>
      )}
      <div className="bar">
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="button" className="main" disabled={busy} onClick={() => void submit()}>
          {busy ? t('正在保存…') : t('保存')}
        </button>
      </div>
    </>
  )
}
