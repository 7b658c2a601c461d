import type { Point } from '#kernel/point.ts'
import { shrinkPicture } from '#kernel/web/shrink-picture.ts'
import type { PhotoFact } from '../schema.ts'
import { exifPosition } from './exif-position.ts'
import { exifTime } from './exif-time.ts'
import type { TakenPhoto } from './field-client.ts'
import { sha256Hex } from './hash.ts'

/** Enough to see a date on a notice, quick to send over a poor line. */
const LIMITS = { longSide: 1600, mostBytes: 8_000_000, qualities: [0.82, 0.6] }

export interface Shrunk {
  photo: TakenPhoto
  /** Where the camera says it stood: for whoever has it in hand now, part of nothing that is kept or sent. */
  at: Point | null
}

/**
 * A picture as it is kept and sent: upright, shrunk, without a stamp; what the camera wrote is read from the file
 * before anything is done to it.
 * @throws PictureTrouble
 */
export async function shrinkPhoto(
  file: Blob,
  role: PhotoFact['role'],
  source: PhotoFact['source'],
  takenNow?: Date,
): Promise<Shrunk> {
  const original = new Uint8Array(await file.arrayBuffer())
  const takenAt = exifTime(original) ?? takenNow?.toISOString() ?? null
  const at = exifPosition(original)
  const cameraSha256 = await sha256Hex(original)
  const bytes = new Uint8Array(await (await shrinkPicture(file, LIMITS)).arrayBuffer())
  const sha256 = await sha256Hex(bytes)
  return { photo: { fact: { sha256, bytes: bytes.length, role, source, takenAt, cameraSha256 }, bytes }, at }
}
