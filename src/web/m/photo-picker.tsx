import { type ChangeEvent, useCallback, useState } from 'react'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { shrinkPhoto } from '#slices/field/phone/shrink-photo.ts'
import type { PhotoFact } from '#slices/field/schema.ts'

type Role = PhotoFact['role']

interface PhotoPickerProps {
  photos: TakenPhoto[]
  onChange: (change: (photos: TakenPhoto[]) => TakenPhoto[]) => void
  /** Roles a photo may have here; the first is the one at the start. */
  roles: readonly Role[]
  onProblem: (sentence: string) => void
}

export const ROLE_WORDS: Record<Role, string> = { scene: '现场', before: '整改前', after: '整改后' }
const MOST = 20
/** A file this young can only come from the camera that was just opened. */
const FRESH_MS = 180_000

export function PhotoPicker({ photos, onChange, roles, onProblem }: PhotoPickerProps) {
  const [role, setRole] = useState<Role>(roles[0]!)
  const [busy, setBusy] = useState(0)
  const take = async (event: ChangeEvent<HTMLInputElement>, byCamera: boolean): Promise<void> => {
    const files = [...(event.target.files ?? [])].slice(0, MOST - photos.length)
    event.target.value = ''
    onProblem('')
    setBusy((count) => count + files.length)
    // One after another: several pictures at once are more than a small phone's memory holds.
    for (const file of files) {
      try {
        const fresh = byCamera && Math.abs(Date.now() - file.lastModified) < FRESH_MS
        const taken = await shrinkPhoto(file, role, byCamera ? (fresh ? 'camera' : 'unknown') : 'album')
        onChange((before) =>
          before.some(({ fact }) => fact.sha256 === taken.fact.sha256) ? before : [...before, taken],
        )
      } catch (cause) {
        onProblem((cause as Error).message)
      } finally {
        setBusy((count) => count - 1)
      }
    }
    if (role === 'before' && roles.includes('after')) setRole('after')
  }
  return (
    <section className="photos" aria-label="照片">
      {roles.length > 1 && (
        <div className="chips" role="group" aria-label="下一张照片是">
          {roles.map((one) => (
            <button key={one} type="button" aria-pressed={one === role} onClick={() => setRole(one)}>
              {ROLE_WORDS[one]}
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
              {busy > 0 ? '正在处理…' : '拍照'}
              <input
                type="file"
                accept="image/*"
                capture="environment"
                data-testid="camera"
                onChange={(event) => void take(event, true)}
              />
            </label>
            <label className="shoot plain">
              从相册选
              <input type="file" accept="image/*" multiple onChange={(event) => void take(event, false)} />
            </label>
          </>
        )}
      </div>
    </section>
  )
}

function Shot({ photo: { fact, bytes }, onDrop }: { photo: TakenPhoto; onDrop: () => void }) {
  const show = useCallback(
    (img: HTMLImageElement) => {
      img.src = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      return () => URL.revokeObjectURL(img.src)
    },
    [bytes],
  )
  return (
    <figure className="shot">
      <img ref={show} alt={`已拍：${ROLE_WORDS[fact.role]}`} />
      <figcaption>{ROLE_WORDS[fact.role]}</figcaption>
      <button type="button" aria-label={`去掉这张${ROLE_WORDS[fact.role]}照片`} onClick={onDrop}>
        ×
      </button>
    </figure>
  )
}
