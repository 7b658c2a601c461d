import { type ChangeEvent, useState } from 'react'
import { shrinkPhoto } from './shrink-photo.ts'
import { t } from './words.ts'

interface PhotoFieldProps {
  /** JPEG in base64. */
  value: string | null
  onChange: (photo: string | null) => void
  onProblem: (sentence: string) => void
}

export function PhotoField({ value, onChange, onProblem }: PhotoFieldProps) {
  const [busy, setBusy] = useState(false)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setBusy(true)
    onProblem('')
    await shrinkPhoto(file).then(onChange, (cause: Error) => onProblem(cause.message))
    setBusy(false)
  }
  return (
    <div className="field">
      <label htmlFor="photo">{t('照片（可不传）')}</label>
      {value === null ? (
        <input id="photo" type="file" accept="image/*" disabled={busy} onChange={(event) => void take(event)} />
      ) : (
        <div className="photo">
          <img src={`data:image/jpeg;base64,${value}`} alt={t('准备提交的照片')} />
          <button type="button" onClick={() => onChange(null)}>
            {t('换一张或不传')}
          </button>
        </div>
      )}
    </div>
  )
}
