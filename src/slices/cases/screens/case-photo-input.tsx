import { Progress } from 'antd'
import { useWords } from '#kernel/web/words.ts'
import { type NewPhoto, PhotoInput } from '#slices/ledger/screens/photo-input.tsx'

interface CasePhotoInputProps {
  photos: NewPhoto[]
  onChange: (photos: NewPhoto[]) => void
  standing: number
  /** What a photo added here most likely shows; it can be changed at each. */
  role: NewPhoto['role']
  /** How many have been sent; null while none are on their way. */
  sent: number | null
}

/** Photos to add to a problem: as found, before, after. */
export function CasePhotoInput({ photos, onChange, standing, role, sent }: CasePhotoInputProps) {
  const t = useWords()
  const known = new Set(photos.map((photo) => photo.key))
  return (
    <section aria-label={t('照片')}>
      <h3 className="form-group">{t('照片')}</h3>
      <PhotoInput
        photos={photos}
        standing={standing}
        disabled={sent !== null}
        onChange={(next) => onChange(next.map((photo) => (known.has(photo.key) ? photo : { ...photo, role })))}
      />
      {sent !== null && (
        <Progress percent={Math.round((sent / Math.max(photos.length, 1)) * 100)} aria-label={t('正在上传照片')} />
      )}
    </section>
  )
}
