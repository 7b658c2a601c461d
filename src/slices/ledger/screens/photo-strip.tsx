import { Button, Image } from 'antd'
import { factsOf, type FactsOfPhoto } from '#kernel/photo-facts.ts'
import { PhotoStamp } from '#kernel/web/photo-stamp.tsx'
import { stampedPicture } from '#kernel/web/stamped-picture.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { PHOTO_ROLE_LABEL, type EntryPhoto } from '../schema.ts'

interface PhotoStripProps {
  entryId: string
  photos: readonly EntryPhoto[]
  /** What the stamps say; without it none is drawn. */
  stamp?: { facts: readonly FactsOfPhoto[]; place: string }
  /** Offered only where the record is being corrected. */
  onRemove?: (photo: EntryPhoto) => void
}

/** The photos of a record, small; a click opens them large, one after the other. */
export function PhotoStrip({ entryId, photos, stamp, onRemove }: PhotoStripProps) {
  const t = useWords()
  const community = useCommunity()
  const at = (photo: EntryPhoto) => community.api(`/entries/${entryId}/photos/${photo.sha256}`)
  const nameOf = (index: number) =>
    t('{role}照片，第{at}张，共{count}张', {
      role: t(PHOTO_ROLE_LABEL[photos[index]?.role ?? 'scene']),
      at: index + 1,
      count: photos.length,
    })
  const stampOn = (photo: EntryPhoto | undefined, over = false) =>
    stamp && photo && <PhotoStamp facts={factsOf(stamp.facts, photo)} place={stamp.place} over={over} />
  return (
    <Image.PreviewGroup preview={{ imageRender: stampedPicture(nameOf, (index) => stampOn(photos[index], true)) }}>
      <ul className={stamp ? 'photo-list photo-list-stamped' : 'photo-list'}>
        {photos.map((photo, index) => {
          const name = nameOf(index)
          return (
            <li key={`${photo.sha256}${photo.role}`}>
              <Image width={132} height={99} alt={name} src={`${at(photo)}/thumb`} preview={{ src: at(photo) }} />
              <span>{t(PHOTO_ROLE_LABEL[photo.role])}</span>
              {stampOn(photo)}
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
