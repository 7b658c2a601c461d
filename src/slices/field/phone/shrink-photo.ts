import type { Point } from '#kernel/point.ts'
import type { PhotoFact } from '../schema.ts'
import { exifPosition } from './exif-position.ts'
import { exifTime } from './exif-time.ts'
import type { TakenPhoto } from './field-client.ts'
import { sha256Hex } from './hash.ts'

/** Pixels of the longer side: enough to see a date on a notice, quick to send over a poor line. */
const LONG_SIDE = 1600
const MOST_BYTES = 8_000_000

/** Why a picture cannot be used; whoever shows it finds the words. */
export type PhotoFault = 'unreadable' | 'not-handled' | 'too-large'

export class PhotoTrouble extends Error {
  readonly fault: PhotoFault
  constructor(fault: PhotoFault) {
    super(fault)
    this.fault = fault
  }
}

export interface Shrunk {
  photo: TakenPhoto
  /** Where the camera says it stood: for whoever has it in hand now, part of nothing that is kept or sent. */
  at: Point | null
}

/**
 * A picture as it is kept and sent: upright, shrunk, without a stamp; what the camera wrote is read from the file
 * before anything is done to it.
 * @throws PhotoTrouble
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
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new PhotoTrouble('unreadable')
  })
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of [0.82, 0.6]) {
    const shrunk = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (!shrunk || shrunk.size === 0) throw new PhotoTrouble('not-handled')
    if (shrunk.size > MOST_BYTES) continue
    const bytes = new Uint8Array(await shrunk.arrayBuffer())
    const sha256 = await sha256Hex(bytes)
    return { photo: { fact: { sha256, bytes: bytes.length, role, source, takenAt, cameraSha256 }, bytes }, at }
  }
  throw new PhotoTrouble('too-large')
}
