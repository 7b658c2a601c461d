import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { Act } from '#slices/field/schema.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import { FieldInput, ON_PHONE } from './field-input.tsx'
import { useLeaveGuard } from './leave-guard.ts'
import { plainlyAt } from './near.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { learnSpot } from './spots.ts'
import { Stepper } from './stepper.tsx'
import { today } from './today.ts'
import { useNear } from './use-near.ts'
import type { Who } from './who.ts'

export type EntryAct = Extract<Act, { do: 'entry' }>

export interface EntryStart {
  kind: string | null
  placeId: string | null
  /** What was saved before and is changed now; null for a new one. */
  saved: { act: EntryAct; photos: TakenPhoto[] } | null
}

interface EntryFormProps {
  who: Who
  read: ReadSide
  /** The kinds to choose from, the likeliest first. */
  kinds: readonly KindView[]
  start: EntryStart
  /** Where each kind was last recorded. */
  placeOf: Record<string, string>
  likely: string[]
  label: string
  /** Rejects with a sentence to show. */
  onSave: (act: EntryAct, photos: TakenPhoto[]) => Promise<void>
}

/** One record on one screen; a new one, or one that was saved and is changed. */
export function EntryForm({ who, read, kinds, start, placeOf, likely, label, onSave }: EntryFormProps) {
  const t = useWords()
  const before = start.saved?.act
  const [code, setCode] = useState(start.kind)
  const [placeId, setPlaceId] = useState(start.placeId)
  const [touched, setTouched] = useState(before !== undefined)
  const [day, setDay] = useState(before?.day ?? '')
  const [locus, setLocus] = useState(before?.locus ?? '')
  const [photos, setPhotos] = useState<TakenPhoto[]>(start.saved?.photos ?? [])
  const [amounts, setAmounts] = useState<Record<string, string>>(before?.amounts ?? {})
  const [fields, setFields] = useState<Record<string, string | boolean | undefined>>(before?.fields ?? {})
  const [note, setNote] = useState(before?.note ?? '')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { near, position } = useNear(who, read.places, before === undefined)
  const kind = kinds.find((one) => one.code === code)
  const measures = kind?.measures.filter((measure) => !measure.retired) ?? []
  const asked = kind?.fields.filter((field) => !field.retired && ON_PHONE.includes(field.type)) ?? []
  const sure = touched ? null : plainlyAt(near)
  const place = sure ?? placeId
  useLeaveGuard(photos.length > 0 || note !== '' || Object.values(amounts).some(Boolean))

  const choosePlace = (id: string | null): void => {
    setTouched(true)
    setPlaceId(id)
  }
  const choose = (chosen: string): void => {
    setCode(chosen)
    setAmounts({})
    setFields({})
    if (placeId === null && placeOf[chosen]) setPlaceId(placeOf[chosen])
  }
  const missing = (): string => {
    if (!kind) return t('请选一个类别。')
    if (kind.placeRequired && !place) return t('请选地点。')
    if (kind.photo === 'required' && photos.length === 0) return t('“{kind}”要有照片，请先拍照。', { kind: kind.label })
    const field = asked.find((one) => one.required && fields[one.key] === undefined)
    return field ? t('请填写“{field}”。', { field: field.label }) : ''
  }
  const submit = async (): Promise<void> => {
    const lack = missing()
    setProblem(lack)
    if (lack || !kind) return
    setBusy(true)
    try {
      const given = Object.entries(fields).filter((pair): pair is [string, string | boolean] => pair[1] !== undefined)
      const counted = Object.entries(amounts).filter(([, amount]) => Number(amount) > 0)
      const act: EntryAct = {
        do: 'entry',
        kind: kind.code,
        placeId: place,
        locus: locus.trim(),
        day: day || today(),
        amounts: Object.fromEntries(counted),
        fields: Object.fromEntries(given),
        parties: before?.parties ?? {},
        note: note.trim(),
      }
      await onSave(act, photos)
      // Learnt from the photo alone, and only where the register does not say it.
      const known = read.places.find((one) => one.id === place)
      if (known && !known.at && position.at && position.from === 'photo')
        await learnSpot(who, known.id, position.at).catch(() => {})
    } catch (cause) {
      setProblem((cause as Error).message)
      setBusy(false)
    }
  }
  return (
    <>
      {kind?.photo !== 'none' && (
        <PhotoPicker
          photos={photos}
          onChange={setPhotos}
          roles={['scene', 'before', 'after']}
          onProblem={setProblem}
          onPlace={position.takenAt}
        />
      )}
      {before === undefined && (
        <section aria-label={t('类别')}>
          <h2>{t('类别')}</h2>
          <div className="chips" role="group" aria-label={t('选类别')}>
            {kinds.map((one) => (
              <button key={one.code} type="button" aria-pressed={one.code === code} onClick={() => choose(one.code)}>
                {one.label}
              </button>
            ))}
          </div>
        </section>
      )}
      <PlacePicker
        places={read.places}
        likely={likely}
        near={near}
        position={position}
        value={place}
        onChange={choosePlace}
        locus={locus}
        onLocus={setLocus}
      />
      {measures.length > 0 && (
        <section aria-label={t('数量')}>
          <h2>{t('数量')}</h2>
          {measures.map(({ key, label: name, unit, integer }) => (
            <Stepper
              key={key}
              label={name}
              unit={unit}
              integer={integer ?? false}
              value={amounts[key] ?? ''}
              onChange={(amount) => setAmounts((had) => ({ ...had, [key]: amount }))}
            />
          ))}
        </section>
      )}
      {asked.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={fields[field.key]}
          onChange={(value) => setFields((had) => ({ ...had, [field.key]: value }))}
        />
      ))}
      {before && (
        <label className="field">
          {t('日期')}
          <input type="date" value={day} max={today()} onChange={(event) => setDay(event.target.value)} />
        </label>
      )}
      <label className="field">
        {t('备注（可不填）')}
        <textarea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="bar">
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="button" className="main" disabled={busy} onClick={() => void submit()}>
          {busy ? t('正在保存…') : label}
        </button>
      </div>
    </>
  )
}
