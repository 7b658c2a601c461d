import { PictureTrouble, shrinkPicture } from '#kernel/web/shrink-picture.ts'
import { t } from './words.ts'

/** Enough to see what is wrong, quick to send over a poor line; as base64 the server takes somewhat more. */
const LIMITS = { longSide: 1280, mostBytes: 900_000, qualities: [0.8, 0.6, 0.4] }

/**
 * The picture as JPEG in base64, upright, without where and when it was taken: only its pixels leave the telephone.
 * @throws Error with a sentence to show
 */
export async function shrinkPhoto(file: Blob): Promise<string> {
  const shrunk = await shrinkPicture(file, LIMITS).catch((cause: unknown) => {
    const large = cause instanceof PictureTrouble && cause.fault === 'too-large'
    throw new Error(large ? t('这张照片太大，请换一张。') : t('这张照片打不开，请换一张，或直接用文字说明。'))
  })
  const address = await new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => done(String(reader.result)))
    reader.addEventListener('error', () =>
      failed(reader.error ?? new Error(t('这张照片打不开，请换一张，或直接用文字说明。'))),
    )
    reader.readAsDataURL(shrunk)
  })
  return address.slice(address.indexOf(',') + 1)
}
