import { useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { Act } from '#slices/field/schema.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import { DraftLine } from './draft-line.tsx'
import { FieldInput, ON_PHONE } from './field-input.tsx'
import { KindPicker } from './kind-picker.tsx'
import { plainlyAt } from './near.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { PlacePicker } from './place-picker.tsx'
import type { ReadSide } from './read-side.ts'
import { SaveBar } from './save-bar.tsx'
import { learnSpot } from './spots.ts'
import { Stepper } from './stepper.tsx'
import { dayHere, today } from './today.ts'
import { type FoundDraft, useDraft } from './use-draft.ts'
import { useNear } from './use-near.ts'
import { useSaving } from './use-saving.ts'
import type { Who } from './who.ts'

export type EntryAct = Extract<Act, { do: 'entry' }>

/** What is kept of a form that was left. */
export interface EntryDraft {
  kind: string | null
  placeId: string | null
  touched: boolean
  day: string
  locus: string
  amounts: Record<string, string>
  fields: Record<string, string | boolean | undefined>
  note: string
}

export interface EntryStart {
  kind: string | null
  placeId: string | null
  /** Whether the person chose the place before the form was opened. */
  chosen?: boolean
  /** What was saved before and is changed now; null for a new one. */
  saved: { act: EntryAct; photos: TakenPhoto[] } | null
}

interface EntryFormProps {
  who: Who
  read: ReadSide
  /** The kinds to choose from, the likeliest first. */
  kinds: readonly KindView[]
  start: EntryStart
  /** Goes before what the form would start with. */
  draft: FoundDraft<EntryDraft>
  /** Where each kind was last recorded. */
  placeOf: Record<string, string>
  likely: string[]
  label: string
  /** Rejects with a sentence to show. */
  onSave: (act: EntryAct, photos: TakenPhoto[]) => Promise<void>
}

/** What was begun yesterday is of yesterday. */
const dayOf = (begunAt: number): string => (dayHere(begunAt) === today() ? '' : dayHere(begunAt))

/** One record on one screen; a new one, or one that was saved and is changed. */
export function EntryForm({ who, read, kinds, start, draft, placeOf, likely, label, onSave }: EntryFormProps) {
  const t = useWords()
  const before = start.saved?.act
  const left = draft.found?.content
  const [code, setCode] = useState(left ? left.kind : start.kind)
  const [placeId, setPlaceId] = useState(left ? left.placeId : start.placeId)
  const [touched, setTouched] = useState(left?.touched ?? (before !== undefined || start.chosen === true))
  const [day, setDay] = useState(left?.day || before?.day || (draft.found ? dayOf(draft.found.begunAt) : ''))
  const [locus, setLocus] = useState(left?.locus ?? before?.locus ?? '')
  const [photos, setPhotos] = useState<TakenPhoto[]>([
    ...(left ? [] : (start.saved?.photos ?? [])),
    ...(draft.found?.photos ?? []),
  ])
  const [amounts, setAmounts] = useState<EntryDraft['amounts']>(left?.amounts ?? before?.amounts ?? {})
  const [fields, setFields] = useState<EntryDraft['fields']>(left?.fields ?? before?.fields ?? {})
  const [note, setNote] = useState(left?.note ?? before?.note ?? '')
  const saving = useSaving(draft.key)
  const { near, position, anyPoint } = useNear(who, read.places, before === undefined)
  const kind = kinds.find((one) => one.code === code)
  const measures = kind?.measures.filter((measure) => !measure.retired) ?? []
  const asked = kind?.fields.filter((field) => !field.retired && ON_PHONE.includes(field.type)) ?? []
  const sure = touched ? null : plainlyAt(near)
  const place = sure ?? placeId
  const content: EntryDraft = {
    kind: code,
    placeId: place,
    // Where it was taken to be is where it stays, wherever it is gone on with.
    touched: touched || sure !== null,
    day,
    locus,
    amounts,
    fields,
    note,
  }
  const stands = JSON.stringify([
    [locus, amounts, fields, note, day, before && [placeId, code]],
    photos.map(({ fact }) => fact.sha256),
  ])
  const [first] = useState(stands)
  // What was chosen for the person is no loss, but what they typed or took is.
  useDraft(draft, draft.found || stands !== first ? content : null, photos, setPhotos)

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
    if (field) return t('请填写“{field}”。', { field: field.label })
    const held =
      Object.values(amounts).some((amount) => Number(amount) > 0) ||
      [...Object.values(fields), ...Object.values(before?.parties ?? {})].some((value) => value !== undefined)
    if (!held && !place && !locus.trim() && !note.trim() && photos.length === 0)
      return t('还什么也没有填。请填上地点、数量、内容，或拍照片。')
    return ''
  }
  const submit = (): Promise<void> =>
    saving.submit(missing(), async () => {
      if (!kind) return
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
        parties: before?.kind === kind.code ? before.parties : {},
        note: note.trim(),
      }
      await onSave(act, photos)
      // Learnt from the photo alone, and only where the register does not say it.
      const known = read.places.find((one) => one.id === place)
      if (known && !known.at && position.at && position.from === 'photo')
        await learnSpot(who, known.id, position.at).catch(() => {})
    })
  return (
    <>
      <DraftLine draft={draft} />
      {kind?.photo !== 'none' && (
        <PhotoPicker
          draft={draft.key}
          photos={photos}
          onChange={setPhotos}
          roles={['scene', 'before', 'after']}
          onProblem={saving.setProblem}
          onPlace={position.takenAt}
        />
      )}
      {(before === undefined || kinds.length > 1) && <KindPicker kinds={kinds} value={code} onChoose={choose} />}
      <PlacePicker
        folds
        places={read.places}
        likely={likely}
        near={near}
        anyPoint={anyPoint}
        position={position}
        value={place}
        onChange={choosePlace}
        locus={locus}
        onLocus={setLocus}
      />
      {measures.length > 0 && (
        <section className="counts" aria-label={t('数量')}>
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
      {(before || draft.found) && (
        <label className="field">
          {t('日期')}
          <input type="date" value={day || today()} max={today()} onChange={(event) => setDay(event.target.value)} />
        </label>
      )}
      <label className="field">
        {t('备注（可不填）')}
        <textarea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <SaveBar saving={saving} label={label} onSave={() => void submit()} />
    </>
  )
}
