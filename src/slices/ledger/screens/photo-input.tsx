import { Button, Select } from 'antd'
import { useCallback, useRef } from 'react'
import { newId } from '#kernel/ids.ts'
import { useWords } from '#kernel/web/words.ts'
import { ENTRY_LIMITS, PHOTO_ROLE_LABEL, PHOTO_ROLES, type EntryPhoto } from '../schema.ts'

type PhotoRole = EntryPhoto['role']

/** A photo chosen but not yet sent. */
export interface NewPhoto {
  key: string
  file: File
  role: PhotoRole
}

interface PhotoInputProps {
  photos: NewPhoto[]
  onChange: (photos: NewPhoto[]) => void
  /** How many the record carries already. */
  standing: number
  disabled?: boolean
}

/** Photos to add to a record, each marked 现场, 整改前 or 整改后. On a phone the button offers the camera. */
export function PhotoInput({ photos, onChange, standing, disabled = false }: PhotoInputProps) {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  const left = ENTRY_LIMITS.photos - standing - photos.length
  const add = (files: FileList | null) => {
    const fresh = [...(files ?? [])].slice(0, Math.max(left, 0))
    onChange([...photos, ...fresh.map((file): NewPhoto => ({ key: newId(), file, role: 'scene' }))])
    if (input.current) input.current.value = ''
  }
  return (
    <div>
      <ul className="photo-list">
        {photos.map((photo, at) => (
          <li key={photo.key}>
            <LocalPicture file={photo.file} />
            <Select<PhotoRole>
              size="small"
              aria-label={t('照片{at}是', { at: at + 1 })}
              value={photo.role}
              disabled={disabled}
              onChange={(role) => onChange(photos.map((each) => (each.key === photo.key ? { ...each, role } : each)))}
              options={PHOTO_ROLES.map((role) => ({ value: role, label: t(PHOTO_ROLE_LABEL[role]) }))}
            />
            <Button
              size="small"
              type="text"
              danger
              disabled={disabled}
              aria-label={t('去掉照片{at}', { at: at + 1 })}
              onClick={() => onChange(photos.filter((each) => each.key !== photo.key))}
            >
              {t('去掉')}
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        multiple
        aria-label={t('添加照片')}
        accept="image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp"
        onChange={(event) => add(event.target.files)}
      />
      <Button disabled={disabled || left <= 0} onClick={() => input.current?.click()}>
        {t('添加照片')}
      </Button>
    </div>
  )
}

function LocalPicture({ file }: { file: File }) {
  const show = useCallback(
    (picture: HTMLImageElement | null) => {
      if (!picture) return
      const address = URL.createObjectURL(file)
      picture.src = address
      return () => URL.revokeObjectURL(address)
    },
    [file],
  )
  return <img ref={show} alt={file.name} />
}
