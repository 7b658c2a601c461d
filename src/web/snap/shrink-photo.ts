import { t } from './words.ts'

/** Pixels of the longer side: enough to see what is wrong, quick to send over a poor line. */
const LONG_SIDE = 1280
/** Letters of base64; the server takes somewhat more. */
const MOST = 1_200_000

/**
 * The picture as JPEG in base64, upright, without where and when it was taken: only its pixels leave the telephone.
 * @throws Error with a sentence to show
 */
export async function shrinkPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new Error(t('这张照片打不开，请换一张，或直接用文字说明。'))
  })
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of [0.8, 0.6, 0.4]) {
    const text = canvas.toDataURL('image/jpeg', quality).replace(/^data:image\/jpeg;base64,/, '')
    if (text.length <= MOST) return text
  }
  throw new Error(t('这张照片太大，请换一张。'))
}
