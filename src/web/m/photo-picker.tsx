import { type ChangeEvent, useState } from 'react'
import type { Point } from '#kernel/point.ts'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { PictureTrouble } from '#kernel/web/shrink-picture.ts'
import { shrinkPhoto } from '#slices/field/phone/shrink-photo.ts'
import type { PhotoFact } from '#slices/field/schema.ts'
import { PICTURE_FAULT_WORDS, ROLE_WORDS } from './code-words.ts'
import { EnlargedPhoto } from './enlarged-photo.tsx'
import { bringPhoto, expectPhotos, useProcessing } from './photo-work.ts'
import { useShown } from './use-shown.ts'

type Role = PhotoFact['role']

interface PhotoPickerProps {
  /** Key of the form's draft: a picture that is ready late still finds its form. */
  draft: string
  photos: TakenPhoto[]
  onChange: (change: (photos: TakenPhoto[]) => TakenPhoto[]) => void
  /** Roles a photo may have here; the first is the one at the start. */
  roles: readonly Role[]
  onProblem: (sentence: string) => void
  /** Where each photo says it was taken. */
  onPlace?: (at: Point | null) => void
}

const MOST = 20
/** A file this young can only come from the camera that was just opened. */
const FRESH_MS = 180_000

export function PhotoPicker({ draft, photos, onChange, roles, onProblem, onPlace }: PhotoPickerProps) {
  const t = useWords()
  const [role, setRole] = useState<Role>(roles[0]!)
  const busy = useProcessing(draft)
  const take = async (event: ChangeEvent<HTMLInputElement>, byCamera: boolean): Promise<void> => {
    const chosen = [...(event.target.files ?? [])]
    const files = chosen.slice(0, MOST - photos.length)
    event.target.value = ''
    onProblem(chosen.length > files.length ? t('最多 {count} 张照片，多选的没有加上。', { count: MOST }) : '')
    expectPhotos(draft, files.length)
    // One after another: several pictures at once are more than a small phone's memory holds.
    for (const file of files) {
      const make = async (): Promise<TakenPhoto> => {
        const fresh = byCamera && Math.abs(Date.now() - file.lastModified) < FRESH_MS
        const { photo, at } = await shrinkPhoto(file, role, byCamera ? (fresh ? 'camera' : 'unknown') : 'album')
        onPlace?.(at)
        return photo
      }
      await bringPhoto(draft, make, (cause) =>
        onProblem(t(PICTURE_FAULT_WORDS[cause instanceof PictureTrouble ? cause.fault : 'not-handled'])),
      )
    }
    if (role === 'before' && roles.includes('after')) setRole('after')
  }
  return (
    <section className="photos" aria-label={t('照片')}>
      {roles.length > 1 && (
        <div className="chips" role="group" aria-label={t('下一张照片是')}>
          {roles.map((one) => (
            <button key={one} type="button" aria-pressed={one === role} onClick={() => setRole(one)}>
              {t(ROLE_WORDS[one])}
            </button>
          ))}
        </div>
      )}
      <div className="shots">
        {photos.map((photo) => (
          <Shot
            key={photo.fact.sha256}
            photo={photo}
            onDrop={() => onChange((before) => before.filter(({ fact }) => fact.sha256 !== photo.fact.sha256))}
          />
        ))}
        {photos.length < MOST && (
          <>
            <label className="shoot">
              {busy > 0 ? t('正在处理…') : t('拍照')}
              <input
                type="file"
                accept="image/*"
                capture="environment"
                data-testid="camera"
                onChange={(event) => void take(event, true)}
              />
            </label>
            <label className="shoot plain">
              {t('从相册选')}
              <input type="file" accept="image/*" multiple onChange={(event) => void take(event, false)} />
            </label>
          </>
        )}
      </div>
    </section>
  )
}

function Shot({ photo: { fact, bytes }, onDrop }: { photo: TakenPhoto; onDrop: () => void }) {
  const t = useWords()
  const role = t(ROLE_WORDS[fact.role])
  const [large, setLarge] = useState(false)
  const show = useShown(bytes)
  return (
    <figure className="shot">
      <button
        type="button"
        className="look"
        aria-label={t('放大看（{role}）', { role })}
        onClick={() => setLarge(true)}
      >
        <img ref={show} alt={t('已拍：{role}', { role })} />
      </button>
      <figcaption>{role}</figcaption>
      <button type="button" className="drop" aria-label={t('去掉这张照片（{role}）', { role })} onClick={onDrop}>
        ×
      </button>
      {large && <EnlargedPhoto bytes={bytes} onClose={() => setLarge(false)} />}
    </figure>
  )
}
