import { ZoomInOutlined } from '@ant-design/icons'
import { Image, Modal } from 'antd'
import { useState } from 'react'
import { factsOf } from '#kernel/photo-facts.ts'
import { EmptyHint } from '#kernel/web/empty-hint.tsx'
import { PhotoStamp } from '#kernel/web/photo-stamp.tsx'
import { PhotosAway } from '#kernel/web/photos-away.tsx'
import { stampedPicture } from '#kernel/web/stamped-picture.tsx'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import { PHOTO_ROLE_LABEL } from '#slices/ledger/schema.ts'
import type { CasePhoto } from '../schema.ts'
import type { CaseFull } from '../view-schema.ts'
import { pairPhotos, type PhotoPair } from './pair-photos.ts'

/** Before and after of the same spot side by side, large on a click; the rest below, small. */
export function CasePhotos({ row }: { row: CaseFull }) {
  const t = useWords()
  const community = useCommunity()
  const [large, setLarge] = useState<PhotoPair | null>(null)
  const { pairs, rest } = pairPhotos(row.photoList)
  const at = (photo: CasePhoto) => community.api(`/cases/${row.id}/photos/${photo.sha256}`)
  const nameOf = (photo: CasePhoto) => t('{role}：{issue}', { role: t(PHOTO_ROLE_LABEL[photo.role]), issue: row.issue })
  const place = [row.place, row.locus].filter(Boolean).join(' ')
  const stampOn = (photo: CasePhoto, over = false) => (
    <PhotoStamp facts={factsOf(row.photoFacts, photo)} place={place} over={over} />
  )
  if (row.photoList.length === 0)
    return row.photosAway > 0 ? <PhotosAway count={row.photosAway} /> : <EmptyHint what={t('还没有照片')} />
  return (
    <>
      <PhotosAway count={row.photosAway} />
      {pairs.length > 0 && (
        <ul className="photo-pairs">
          {pairs.map((pair, index) => (
            <li key={`${pair.before.sha256}${pair.after.sha256}`}>
              <button type="button" className="photo-pair" onClick={() => setLarge(pair)}>
                {[pair.before, pair.after].map((photo) => (
                  <span key={photo.role} className="photo-half">
                    <img src={`${at(photo)}/thumb`} alt={nameOf(photo)} />
                    <span>{t(PHOTO_ROLE_LABEL[photo.role])}</span>
                    {stampOn(photo)}
                  </span>
                ))}
                <span className="photo-zoom">
                  <ZoomInOutlined aria-hidden /> {t('放大对比第 {at} 组', { at: index + 1 })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <Image.PreviewGroup
          preview={{
            imageRender: stampedPicture(
              (index) => nameOf(rest[index]!),
              (index) => stampOn(rest[index]!, true),
            ),
          }}
        >
          <ul className="photo-list photo-list-stamped">
            {rest.map((photo) => (
              <li key={`${photo.sha256}${photo.role}`}>
                <Image
                  width={132}
                  height={99}
                  alt={nameOf(photo)}
                  src={`${at(photo)}/thumb`}
                  preview={{ src: at(photo) }}
                />
                <span>{t(PHOTO_ROLE_LABEL[photo.role])}</span>
                {stampOn(photo)}
              </li>
            ))}
          </ul>
        </Image.PreviewGroup>
      )}
      <Modal
        title={t('整改前后对比')}
        open={large !== null}
        onCancel={() => setLarge(null)}
        footer={null}
        width="min(1400px, 96vw)"
        destroyOnHidden
      >
        {large && (
          <div className="photo-large">
            {[large.before, large.after].map((photo) => (
              <figure key={photo.role}>
                <div className="photo-stamped">
                  <img src={at(photo)} alt={nameOf(photo)} />
                  {stampOn(photo, true)}
                </div>
                <figcaption>{t(PHOTO_ROLE_LABEL[photo.role])}</figcaption>
              </figure>
            ))}
          </div>
        )}
      </Modal>
    </>
  )
}
