import { Image } from 'antd'
import { cloneElement, type ReactElement } from 'react'
import { PHOTO_ROLE_LABEL } from '#slices/ledger/schema.ts'
import { sayInstant } from '#kernel/web/days-said.ts'
import { useCommunity } from '#kernel/web/use-community.ts'
import { useWords } from '#kernel/web/words.ts'
import type { WaitingOne } from '../waiting-schema.ts'

/** The photos that came with it; those still on the phone are said so. */
export function HeldPictures({ one }: { one: WaitingOne }) {
  const t = useWords()
  const community = useCommunity()
  const { pictures } = one
  if (pictures.length === 0) return null
  const here = pictures.filter((picture) => picture.arrived)
  const at = (sha256: string) => community.api(`/field/waiting/${one.id}/photos/${sha256}`)
  const nameOf = (index: number) =>
    t('{role}照片，第{at}张，共{count}张', {
      role: t(PHOTO_ROLE_LABEL[here[index]?.role ?? 'scene']),
      at: index + 1,
      count: here.length,
    })
  return (
    <section className="panel">
      <h2>{t('随它送来的照片')}</h2>
      <Image.PreviewGroup
        preview={{
          imageRender: (picture, { current }) =>
            cloneElement(picture as ReactElement<{ alt: string }>, { alt: nameOf(current ?? 0) }),
        }}
      >
        <ul className="photo-list">
          {here.map((picture, index) => (
            <li key={`${picture.sha256}${picture.role}`}>
              <Image
                width={132}
                height={99}
                alt={nameOf(index)}
                src={`${at(picture.sha256)}/thumb`}
                preview={{ src: at(picture.sha256) }}
              />
              <span>
                {t(PHOTO_ROLE_LABEL[picture.role])}
                {picture.takenAt !== null && ` · ${sayInstant(picture.takenAt)}`}
              </span>
            </li>
          ))}
        </ul>
      </Image.PreviewGroup>
      {here.length < pictures.length && (
        <p className="quiet">
          {t('还有 {count} 张在手机上没有传到；代为入账以后再传到的，会自动附上。', {
            count: pictures.length - here.length,
          })}
        </p>
      )}
    </section>
  )
}
