import { useMemo, useRef, useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import type { FormValues } from '#kernel/web/field-spec.ts'
import { today } from '#kernel/web/period.ts'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { usePlaces } from '#kernel/web/use-places.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { NewPhoto } from '#slices/ledger/screens/photo-input.tsx'
import type { Saved } from '#kernel/saved.ts'
import type { CaseStep } from '../step-schema.ts'
import { CasePhotoInput } from './case-photo-input.tsx'
import { draftOf, typeOf } from './report-draft.ts'
import { LikelySame } from './likely-same.tsx'
import { reportSpecs } from './report-specs.tsx'
import { type SentPhotos, sendCasePhotos } from './send-case-photos.ts'
import { UnsentNotice } from './unsent-notice.tsx'
import { useProblemTypes } from './use-problem-types.ts'

interface ReportFormProps {
  placeId: string | undefined
  onSaved: (id: string) => void
  onCancel: () => void
  /** Something was typed or chosen. */
  onChanged: () => void
}

/**
 * The report is saved first and its photos after it: a photo that does not get through holds nothing back, and
 * pressing save again sends only what is missing.
 */
export function ReportForm({ placeId, onSaved, onCancel, onChanged }: ReportFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const places = usePlaces()
  const types = useProblemTypes()
  const id = useMemo(() => newId(), [])
  const [values, setValues] = useState<FormValues>({})
  const [start, setStart] = useState<FormValues>({
    placeId: placeId ?? null,
    severity: 'ordinary',
    source: 'patrol',
    foundOn: today(),
  })
  const [photos, setPhotos] = useState<NewPhoto[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [unsent, setUnsent] = useState<SentPhotos['unsent']>([])
  const [needsAfter, setNeedsAfter] = useState(false)
  // What the server holds already: saving again after a failed photo must not be a second report.
  const saved = useRef<{ text: string; version: number } | null>(null)
  const afterSent = useRef(false)
  const place = (values.placeId ?? start.placeId) as string | null | undefined

  const change = (next: FormValues) => {
    onChanged()
    // The check item follows the type until somebody writes another.
    const before = typeOf(types, values.typeCode)?.item ?? ''
    const after = typeOf(types, next.typeCode)?.item ?? ''
    const own = typeof next.checkItem === 'string' && next.checkItem !== '' && next.checkItem !== before
    if (before !== after && !own) {
      const filled = { ...next, checkItem: after }
      setStart(filled)
      setValues(filled)
    } else setValues(next)
  }

  const submit = async (filled: FormValues) => {
    const { draft, closeLater } = draftOf(types, filled)
    const showsAfter = afterSent.current || photos.some((photo) => photo.role === 'after')
    if (closeLater !== null && !showsAfter) return setNeedsAfter(true)
    const text = JSON.stringify(draft)
    if (saved.current?.text !== text) {
      const { version } = await api.post<Saved>(community.api('/cases'), { ...draft, id })
      saved.current = { text, version }
    }
    setSent(photos.length > 0 ? 0 : null)
    const result = await sendCasePhotos(community.api(`/cases/${id}/photos`), photos, setSent)
    setSent(null)
    if (result.version !== null) saved.current.version = result.version
    afterSent.current ||= photos.some(
      (photo) => photo.role === 'after' && !result.unsent.some((one) => one.photo === photo),
    )
    setUnsent(result.unsent)
    setPhotos(result.unsent.map(({ photo }) => photo))
    if (result.unsent.length > 0) return
    if (closeLater !== null) {
      const step: CaseStep = { step: 'self-close', version: saved.current.version, note: closeLater }
      await api.post(community.api(`/cases/${id}/steps`), step)
    }
    await save(Promise.resolve(), t('已上报'))
    onSaved(id)
  }

  return (
    <>
      {place && (
        <LikelySame
          placeId={place}
          typeCode={(values.typeCode as string | null | undefined) ?? undefined}
          words={String(values.issue ?? '')}
          onJoined={onSaved}
        />
      )}
      <SchemaForm
        fields={reportSpecs({
          t,
          types,
          role: community.role,
          placeType: places.data?.find((each) => each.id === place)?.type,
        })}
        columns={2}
        initial={start}
        submitLabel={unsent.length > 0 ? t('重传照片') : t('上报')}
        onChange={change}
        onSubmit={submit}
        onCancel={onCancel}
      >
        <CasePhotoInput
          photos={photos}
          standing={0}
          role={values.fixed === true ? 'after' : 'scene'}
          sent={sent}
          onChange={(next) => {
            setPhotos(next)
            setNeedsAfter(false)
            onChanged()
          }}
        />
        {needsAfter && (
          <p className="bad" role="alert">
            {t('这类问题要有整改后的照片才能销号，请至少添加一张并标为“整改后”。')}
          </p>
        )}
        <UnsentNotice unsent={unsent} />
      </SchemaForm>
    </>
  )
}
