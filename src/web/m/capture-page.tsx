import { useEffect, useState } from 'react'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import { FieldInput, ON_PHONE } from './field-input.tsx'
import { useLeaveGuard } from './leave-guard.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { type Recent, recentOf, remember } from './recent.ts'
import { save } from './save.ts'
import { SavedCard } from './saved-card.tsx'
import { sendNow } from './sender.ts'
import { Stepper } from './stepper.tsx'
import { today } from './today.ts'
import type { Who } from './who.ts'

/** One record on one screen: what was last recorded stands ready, so that the usual thing is a number and 保存. */
export function CapturePage({ who, read }: { who: Who; read: ReadSide }) {
  const [round, setRound] = useState(0)
  const [saved, setSaved] = useState(false)
  const again = (): void => {
    setSaved(false)
    setRound(round + 1)
  }
  if (saved) return <SavedCard again="再记一笔" onAgain={again} />
  return <CaptureRound key={round} who={who} read={read} onSaved={() => setSaved(true)} />
}

function CaptureRound(props: Omit<CaptureFormProps, 'recent'>) {
  const { who } = props
  const [recent, setRecent] = useState<Recent | null>(null)
  useEffect(() => {
    recentOf(who).then(setRecent, () => setRecent({ kinds: [], places: [], placeOf: {} }))
  }, [who])
  return recent && <CaptureForm {...props} recent={recent} />
}

const canBeMadeHere = (kind: KindView): boolean =>
  kind.fields.every((field) => !field.required || field.retired || ON_PHONE.includes(field.type))

interface CaptureFormProps {
  who: Who
  read: ReadSide
  recent: Recent
  onSaved: () => void
}

function CaptureForm({ who, read, recent, onSaved }: CaptureFormProps) {
  const kinds = read.kinds.filter(canBeMadeHere)
  const own = read.places.filter((place) => place.mine && place.type !== 'grid')
  const first = recent.kinds.find((code) => kinds.some((kind) => kind.code === code)) ?? null
  const [code, setCode] = useState(first)
  const lastPlace = first === null ? undefined : recent.placeOf[first]
  const [placeId, setPlaceId] = useState(
    own.find((place) => place.id === lastPlace)?.id ?? (own.length === 1 ? own[0]!.id : null),
  )
  const [locus, setLocus] = useState('')
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [amounts, setAmounts] = useState<Record<string, string>>({})
  const [fields, setFields] = useState<Record<string, string | boolean | undefined>>({})
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const kind = kinds.find((one) => one.code === code)
  const measures = kind?.measures.filter((measure) => !measure.retired) ?? []
  const asked = kind?.fields.filter((field) => !field.retired && ON_PHONE.includes(field.type)) ?? []
  useLeaveGuard(photos.length > 0 || note !== '' || Object.values(amounts).some(Boolean))

  const choose = (chosen: string): void => {
    setCode(chosen)
    setAmounts({})
    setFields({})
    if (placeId === null && recent.placeOf[chosen]) setPlaceId(recent.placeOf[chosen])
  }
  const missing = (): string => {
    if (!kind) return '请选一个类别。'
    if (kind.placeRequired && !placeId) return '请选地点。'
    if (kind.photo === 'required' && photos.length === 0) return `“${kind.label}”要有照片，请先拍照。`
    const field = asked.find((one) => one.required && fields[one.key] === undefined)
    return field ? `请填写“${field.label}”。` : ''
  }
  const submit = async (): Promise<void> => {
    const lack = missing()
    setProblem(lack)
    if (lack || !kind) return
    setBusy(true)
    try {
      const given = Object.entries(fields).filter((pair): pair is [string, string | boolean] => pair[1] !== undefined)
      const counted = Object.entries(amounts).filter(([, amount]) => Number(amount) > 0)
      await save(
        who,
        {
          do: 'entry',
          kind: kind.code,
          placeId,
          locus: locus.trim(),
          day: today(),
          amounts: Object.fromEntries(counted),
          fields: Object.fromEntries(given),
          parties: {},
          note: note.trim(),
        },
        photos,
      )
      await remember(who, kind.code, placeId).catch(() => {})
      onSaved()
      void sendNow(who, () => {})
    } catch (cause) {
      setProblem((cause as Error).message)
      setBusy(false)
    }
  }

  if (kinds.length === 0) return <p>还没有读到台账类别。请连一次网络再打开本页。</p>
  const byUse = [...kinds].sort((a, b) => rankOf(recent, a) - rankOf(recent, b))
  return (
    <>
      {kind?.photo !== 'none' && (
        <PhotoPicker photos={photos} onChange={setPhotos} roles={['scene', 'before', 'after']} onProblem={setProblem} />
      )}
      <section aria-label="类别">
        <h2>类别</h2>
        <div className="chips" role="group" aria-label="选类别">
          {byUse.map((one) => (
            <button key={one.code} type="button" aria-pressed={one.code === code} onClick={() => choose(one.code)}>
              {one.label}
            </button>
          ))}
        </div>
      </section>
      <PlacePicker
        places={read.places}
        likely={recent.places}
        value={placeId}
        onChange={setPlaceId}
        locus={locus}
        onLocus={setLocus}
      />
      {measures.length > 0 && (
        <section aria-label="数量">
          <h2>数量</h2>
          {measures.map(({ key, label, unit, integer }) => (
            <Stepper
              key={key}
              label={label}
              unit={unit}
              integer={integer ?? false}
              value={amounts[key] ?? ''}
              onChange={(amount) => setAmounts((before) => ({ ...before, [key]: amount }))}
            />
          ))}
        </section>
      )}
      {asked.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={fields[field.key]}
          onChange={(value) => setFields((before) => ({ ...before, [field.key]: value }))}
        />
      ))}
      <label className="field">
        备注（可不填）
        <textarea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
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

function rankOf({ kinds }: Recent, { code }: KindView): number {
  const at = kinds.indexOf(code)
  return at === -1 ? kinds.length : at
}
