import { useEffect, useState } from 'react'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { Act } from '#slices/field/schema.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { recentOf, remember } from './recent.ts'
import { save } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { today } from './today.ts'
import type { Who } from './who.ts'

type Severity = Extract<Act, { do: 'case' }>['severity']
const SEVERITIES: [Severity, string][] = [
  ['ordinary', '一般'],
  ['serious', '较重'],
  ['urgent', '紧急'],
]

export function ReportPage({ who, read }: { who: Who; read: ReadSide }) {
  const [round, setRound] = useState(0)
  const [saved, setSaved] = useState(false)
  const again = (): void => {
    setSaved(false)
    setRound(round + 1)
  }
  if (saved) return <SavedCard again="再报一个" onAgain={again} />
  return <ReportForm key={round} who={who} read={read} onSaved={() => setSaved(true)} />
}

function ReportForm({ who, read, onSaved }: { who: Who; read: ReadSide; onSaved: () => void }) {
  const [likely, setLikely] = useState<string[]>([])
  const [placeId, setPlaceId] = useState<string | null>(null)
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
        setPlaceId((before) => before ?? places[0] ?? null)
      },
      () => {},
    )
  }, [who])
  const type = read.types.find((one) => one.code === typeCode)

  const submit = async (): Promise<void> => {
    const words = issue.trim() || (type ? type.label : '')
    const lack =
      words.length < 2
        ? '请选问题类型，或写几个字说明是什么问题。'
        : !placeId && locus.trim().length < 2
          ? '请选地点，或写明具体位置。'
          : fixed && howFixed.trim().length < 2
            ? '请写怎样当场整改的。'
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
      />
      <label className="field">
        问题类型
        <select value={typeCode} onChange={(event) => setTypeCode(event.target.value)}>
          <option value="">说不准，社区来定</option>
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
        value={placeId}
        onChange={setPlaceId}
        locus={locus}
        onLocus={setLocus}
      />
      <label className="field">
        是什么问题{type ? '（可不填）' : ''}
        <textarea
          rows={3}
          maxLength={500}
          value={issue}
          placeholder={type?.label ?? '例如：三单元门口路灯不亮'}
          onChange={(event) => setIssue(event.target.value)}
        />
      </label>
      <div className="chips" role="group" aria-label="程度">
        {SEVERITIES.map(([code, label]) => (
          <button key={code} type="button" aria-pressed={severity === code} onClick={() => setSeverity(code)}>
            {label}
          </button>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={fixed} onChange={(event) => setFixed(event.target.checked)} />
        当场已整改（即查即改）
      </label>
      {fixed && (
        <label className="field">
          怎样整改的
          <input value={howFixed} maxLength={500} onChange={(event) => setHowFixed(event.target.value)} />
        </label>
      )}
      <div className="bar">
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="button" className="main" disabled={busy} onClick={() => void submit()}>
          {busy ? '正在保存…' : '保存'}
        </button>
      </div>
    </>
  )
}
