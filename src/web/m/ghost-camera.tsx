import { useEffect, useRef, useState } from 'react'
import { useWords } from '#kernel/web/words.ts'
import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import { PictureTrouble } from '#kernel/web/shrink-picture.ts'
import { shrinkPhoto } from '#slices/field/phone/shrink-photo.ts'
import { PICTURE_FAULT_WORDS } from './code-words.ts'
import { bringPhoto, expectPhotos } from './photo-work.ts'

interface GhostCameraProps {
  /** Address of the picture from before. */
  before: string | null
  /** Key of the draft that takes the photo in. */
  draft: string
  /** With a sentence to show; '' when a shot begins. */
  onProblem: (sentence: string) => void
}

/** The picture from before lies over what the camera sees, so that both are taken from the same spot. */
export function GhostCamera({ before, draft, onProblem }: GhostCameraProps) {
  const t = useWords()
  const [on, setOn] = useState(false)
  const [refused, setRefused] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (!on) return
    let stream: MediaStream | null = null
    let current = true
    const end = (): void => stream?.getTracks().forEach((track) => track.stop())
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1440 } } })
      .then(async (opened) => {
        stream = opened
        if (!current) return end()
        video.current!.srcObject = opened
        await video.current!.play()
      })
      .catch(() => {
        if (!current) return
        setRefused(true)
        setOn(false)
      })
    return () => {
      current = false
      end()
    }
  }, [on])
  if (!before) return null
  const shoot = async (): Promise<void> => {
    const seen = video.current!
    onProblem('')
    const canvas = document.createElement('canvas')
    canvas.width = seen.videoWidth
    canvas.height = seen.videoHeight
    canvas.getContext('2d')!.drawImage(seen, 0, 0)
    const frame = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92))
    const make = async (): Promise<TakenPhoto> => {
      // Shot before the camera gave its first picture.
      if (!frame) throw new PictureTrouble('not-handled')
      const { photo } = await shrinkPhoto(frame, 'after', 'camera', new Date())
      setOn(false)
      return photo
    }
    expectPhotos(draft, 1)
    await bringPhoto(draft, make, (cause) =>
      onProblem(t(PICTURE_FAULT_WORDS[cause instanceof PictureTrouble ? cause.fault : 'not-handled'])),
    )
  }
  if (!on)
    return (
      <figure className="picture">
        <img src={before} alt={t('发现时的照片')} />
        <figcaption>{t('发现时。请从同一个位置拍整改后的照片。')}</figcaption>
        {'mediaDevices' in navigator && !refused && (
          <button type="button" onClick={() => setOn(true)}>
            {t('对着原照片拍')}
          </button>
        )}
        {refused && <p className="hint">{t('相机没有打开，请用下面的“拍照”。')}</p>}
      </figure>
    )
  return (
    <div className="ghost">
      <video ref={video} muted playsInline aria-label={t('相机画面')} />
      <img src={before} alt="" aria-hidden="true" />
      <div className="ghost-buttons">
        <button type="button" className="main" onClick={() => void shoot()}>
          {t('拍下')}
        </button>
        <button type="button" onClick={() => setOn(false)}>
          {t('不拍了')}
        </button>
      </div>
    </div>
  )
}
