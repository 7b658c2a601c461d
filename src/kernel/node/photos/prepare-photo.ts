import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { atMost } from '#kernel/node/at-most.ts'
import { readExif } from './exif.ts'
import { photoProblems as problems } from './problems.ts'

export const PHOTO_BYTES = 20 * 1024 * 1024
/** A picture of more pixels is refused before it is unpacked. */
const MOST_PIXELS = 50_000_000
/** Pixels of the stored picture's longer side. */
const LONG_SIDE = 1600

/** What is noted of a stored picture. */
export interface NotedPhoto {
  /** Bytes. */
  size: number
  width: number
  height: number
  takenAt: Date | null
  source: 'camera' | 'album' | 'unknown'
  /** Hash of the file the camera made, for finding the same file again. */
  cameraSha256: string | null
}

export interface PreparedPhoto extends NotedPhoto {
  /** JPEG, upright, without any metadata. */
  bytes: Buffer
}

/**
 * Makes what the product keeps of an uploaded picture: read again pixel by pixel, so that nothing but a picture comes
 * through; turned upright, at most 1600 px, stripped of metadata (place, device, owner).
 * @throws photo.not-image, photo.too-large
 */
export function preparePhoto(upload: Uint8Array): Promise<PreparedPhoto> {
  return inTurn(() => prepare(upload))
}

// Fifty million pixels take some hundred megabytes while they are worked on.
const inTurn = atMost(2)

async function prepare(upload: Uint8Array): Promise<PreparedPhoto> {
  if (upload.byteLength > PHOTO_BYTES) throw problems['photo.too-large']({ limit: '20MB' })
  const format = formatOf(upload)
  if (!format) throw problems['photo.not-image']()
  try {
    const image = sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false })
    const metadata = await image.metadata()
    if (metadata.format !== format) throw problems['photo.not-image']()
    if ((metadata.width ?? 0) * (metadata.height ?? 0) > MOST_PIXELS)
      throw problems['photo.too-large']({ limit: '5000 万像素' })
    const { takenAt, camera } = readExif(metadata.exif)
    const { data, info } = await image
      .rotate()
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const cameraSha256 = createHash('sha256').update(upload).digest('hex')
    return {
      bytes: data,
      size: data.byteLength,
      width: info.width,
      height: info.height,
      takenAt,
      source: camera ? 'camera' : 'unknown',
      cameraSha256,
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error
    if (error instanceof Error && error.message.includes('pixel limit'))
      throw problems['photo.too-large']({ limit: '5000 万像素' })
    throw problems['photo.not-image']()
  }
}

/** By its first bytes, never by its name. */
function formatOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  const starts = (...head: number[]): boolean => head.every((byte, at) => bytes[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  return word(0) === 'RIFF' && word(8) === 'WEBP' ? 'webp' : null
}
