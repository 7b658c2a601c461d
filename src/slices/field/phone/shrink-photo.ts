import type { PhotoFact } from '../schema.ts'
import { exifTime } from './exif-time.ts'
import type { TakenPhoto } from './field-client.ts'
import { sha256Hex } from './hash.ts'

/** Pixels of the longer side: enough to see a date on a notice, quick to send over a poor line. */
const LONG_SIDE = 1600
const MOST_BYTES = 8_000_000

/**
 * A picture as it is kept and sent: upright, shrunk, without a stamp; what the camera wrote is read from the file
 * before anything is done to it.
 * @throws Error with a sentence to show
 */
export async function shrinkPhoto(
  file: Blob,
  role: PhotoFact['role'],
  source: PhotoFact['source'],
  takenNow?: Date,
): Promise<TakenPhoto> {
  const original = new Uint8Array(await file.arrayBuffer())
  const takenAt = exifTime(original) ?? takenNow?.toISOString() ?? null
  const cameraSha256 = await sha256Hex(original)
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new Error('这张照片打不开，请重拍或换一张。')
  })
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of [0.82, 0.6]) {
    const shrunk = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (!shrunk || shrunk.size === 0) throw new Error('这部手机没能处理这张照片，请再试一次。')
    if (shrunk.size > MOST_BYTES) continue
    const bytes = new Uint8Array(await shrunk.arrayBuffer())
    const sha256 = await sha256Hex(bytes)
    return { fact: { sha256, bytes: bytes.length, role, source, takenAt, cameraSha256 }, bytes }
  }
  throw new Error('这张照片太大，请换一张。')
}
