import { Button, Image } from 'antd'
import { cloneElement, type ReactElement } from 'react'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { PHOTO_ROLE_LABEL, type EntryPhoto } from '../schema.ts'

interface PhotoStripProps {
  entryId: string
  photos: readonly EntryPhoto[]
  /** Offered only where the record is being corrected. */
  onRemove?: (photo: EntryPhoto) => void
}

/** The photos of a record, small; a click opens them large, one after the other. */
export function PhotoStrip({ entryId, photos, onRemove }: PhotoStripProps) {
  const t = useWords()
  const community = useCommunity()
  const at = (photo: EntryPhoto) => community.api(`/entries/${entryId}/photos/${photo.sha256}`)
  const nameOf = (index: number) =>
    t('{role}照片，第{at}张，共{count}张', {
      role: t(PHOTO_ROLE_LABEL[photos[index]?.role ?? 'scene']),
      at: index + 1,
      count: photos.length,
    })
  return (
    <Image.PreviewGroup
      preview={{
        // The large picture says what it is, as the small one does.
        imageRender: (picture, { current }) =>
          cloneElement(picture as ReactElement<{ alt: string }>, { alt: nameOf(current ?? 0) }),
      }}
    >
      <ul className="photo-list">
        {photos.map((photo, index) => {
          const name = nameOf(index)
          return (
            <li key={`${photo.sha256}${photo.role}`}>
              <Image width={132} height={99} alt={name} src={`${at(photo)}/thumb`} preview={{ src: at(photo) }} />
              <span>{t(PHOTO_ROLE_LABEL[photo.role])}</span>
              {onRemove && (
                <Button
                  size="small"
                  type="text"
                  danger
                  aria-label={t('去掉{name}', { name })}
                  onClick={() => onRemove(photo)}
                >
                  {t('去掉')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Image.PreviewGroup>
  )
}
