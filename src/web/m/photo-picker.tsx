import { type ChangeEvent, useCallback, useState } from 'react'
import type { Point } from '#kernel/point.ts'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { PhotoTrouble, shrinkPhoto } from '#slices/field/phone/shrink-photo.ts'
import type { PhotoFact } from '#slices/field/schema.ts'
import { PHOTO_FAULT_WORDS, ROLE_WORDS } from './code-words.ts'

type Role = PhotoFact['role']

interface PhotoPickerProps {
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

export function PhotoPicker({ photos, onChange, roles, onProblem, onPlace }: PhotoPickerProps) {
  const t = useWords()
  const [role, setRole] = useState<Role>(roles[0]!)
  const [busy, setBusy] = useState(0)
  const take = async (event: ChangeEvent<HTMLInputElement>, byCamera: boolean): Promise<void> => {
    const chosen = [...(event.target.files ?? [])]
    const files = chosen.slice(0, MOST - photos.length)
    event.target.value = ''
    onProblem(chosen.length > files.length ? t('最多 {count} 张照片，多选的没有加上。', { count: MOST }) : '')
    setBusy((count) => count + files.length)
    // One after another: several pictures at once are more than a small phone's memory holds.
    for (const file of files) {
      try {
        const fresh = byCamera && Math.abs(Date.now() - file.lastModified) < FRESH_MS
        const { photo, at } = await shrinkPhoto(file, role, byCamera ? (fresh ? 'camera' : 'unknown') : 'album')
        onPlace?.(at)
        onChange((before) =>
          before.some(({ fact }) => fact.sha256 === photo.fact.sha256) ? before : [...before, photo],
        )
      } catch (cause) {
        onProblem(t(PHOTO_FAULT_WORDS[cause instanceof PhotoTrouble ? cause.fault : 'not-handled']))
      } finally {
        setBusy((count) => count - 1)
      }
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
  const show = useCallback(
    (img: HTMLImageElement) => {
      img.src = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      return () => URL.revokeObjectURL(img.src)
    },
    [bytes],
  )
  return (
    <figure className="shot">
      <img ref={show} alt={t('已拍：{role}', { role })} />
      <figcaption>{role}</figcaption>
      <button type="button" aria-label={t('去掉这张照片（{role}）', { role })} onClick={onDrop}>
        ×
      </button>
    </figure>
  )
}
