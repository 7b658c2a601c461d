import { Alert, Progress } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { newId } from '#kernel/ids.ts'
import { api } from '#kernel/web/api.ts'
import { sentenceOf } from '#kernel/web/problem-notice.tsx'
import { SchemaForm } from '#kernel/web/schema-form.tsx'
import type { FormValues } from '#kernel/web/field-spec.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useSave } from '#kernel/web/use-save.ts'
import { useWords } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import type { EntryPhoto, EntryRow } from '../schema.ts'
import { draftOfValues, specsOfKind, valuesOfEntry, type EntryPreset } from './entry-specs.ts'
import { PhotoInput, type NewPhoto } from './photo-input.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { sendPhotos, type Unsent } from './send-photos.ts'
import { useCampaigns } from './use-campaigns.ts'

interface KindFormProps {
  kind: KindDef
  row: EntryRow | undefined
  preset: EntryPreset
  /** Once everything is saved. */
  onClose: () => void
  onCancel: () => void
  /** Something was typed or chosen. */
  onChanged: () => void
  onSaved?: ((id: string) => void) | undefined
}

/**
 * The form of one kind. The record is saved first, its photos after it: a photo that does not get through does not
 * hold the record back, and pressing save again sends only what is missing.
 */
export function KindForm({ kind, row, preset, onClose, onCancel, onChanged, onSaved }: KindFormProps) {
  const t = useWords()
  const community = useCommunity()
  const save = useSave()
  const campaigns = useCampaigns()
  const id = useMemo(() => row?.id ?? newId(), [row])
  const [photos, setPhotos] = useState<NewPhoto[]>([])
  const [kept, setKept] = useState<EntryPhoto[]>(row?.photos ?? [])
  const [sent, setSent] = useState<number | null>(null)
  const [unsent, setUnsent] = useState<Unsent[]>([])
  const [missing, setMissing] = useState(false)
  // What the server holds already: saving the same again after a failed photo must not be a second record.
  const saved = useRef<string | null>(null)
  const takesPhotos = kind.photo !== 'none'
  const specs = specsOfKind(kind, {
    t,
    campaigns: campaigns.data?.rows ?? [],
    registers: community.can('write', 'registers'),
    row,
  })

  const submit = async (values: FormValues) => {
    if (kind.photo === 'required' && kept.length + photos.length + (row?.photosAway ?? 0) === 0) return setMissing(true)
    const draft = draftOfValues(kind, values, row)
    const body = row
      ? { ...draft, photos: kept, reason: String(values.reason ?? '').trim(), version: row.version }
      : { ...draft, id }
    const text = JSON.stringify(body)
    if (saved.current !== text) {
      const path = community.api(row ? `/entries/${id}` : '/entries')
      await (row ? api.put(path, body) : api.post(path, body))
      saved.current = text
    }
    setSent(photos.length > 0 ? 0 : null)
    const left = await sendPhotos(community.api(`/entries/${id}/photos`), photos, setSent)
    setSent(null)
    setUnsent(left)
    setPhotos(left.map((each) => each.photo))
    if (left.length > 0) return
    await save(Promise.resolve(), row ? t('已更正') : t('已记入台账'))
    onSaved?.(id)
    onClose()
  }

  return (
    <SchemaForm
      fields={specs}
      columns={2}
      initial={valuesOfEntry(kind, row, preset)}
      submitLabel={unsent.length > 0 ? t('重传照片') : row ? t('保存更正') : t('记入台账')}
      onSubmit={submit}
      onChange={onChanged}
      onCancel={onCancel}
    >
      {takesPhotos && (
        <section aria-label={t('照片')}>
          <h3 className="form-group">{kind.photo === 'required' ? t('照片（必须有）') : t('照片')}</h3>
          {kept.length > 0 && (
            <PhotoStrip
              entryId={id}
              photos={kept}
              onRemove={(photo) => setKept(kept.filter((each) => each !== photo))}
            />
          )}
          <PhotoInput
            photos={photos}
            standing={kept.length}
            disabled={sent !== null}
            onChange={(next) => {
              setPhotos(next)
              setMissing(false)
              onChanged()
            }}
          />
          {missing && (
            <p className="bad" role="alert">
              {t('“{kind}”须附照片，请至少添加一张。', { kind: kind.label })}
            </p>
          )}
          {sent !== null && (
            <Progress percent={Math.round((sent / Math.max(photos.length, 1)) * 100)} aria-label={t('正在上传照片')} />
          )}
          {unsent.length > 0 && (
            <Alert
              className="problem-notice"
              role="alert"
              type="warning"
              showIcon
              title={t('记录已保存，还有{count}张照片没有传上。可以重传，也可以去掉后关闭。', { count: unsent.length })}
              description={unsent.map((each) => (
                <p key={each.photo.key}>{`${each.photo.file.name}：${sentenceOf(each.cause, t)}`}</p>
              ))}
            />
          )}
        </section>
      )}
    </SchemaForm>
  )
}
