import sharp from 'sharp'
import type { dice } from '#server/demo/dice.ts'
import { type Picture, sha256 } from './field-phone.ts'

/** A small photo that no other equals. */
export async function newPicture(roll: ReturnType<typeof dice>): Promise<Picture> {
  const raw = { width: 24, height: 18, channels: 3 as const }
  const pixels = Uint8Array.from({ length: raw.width * raw.height * 3 }, () => roll.between(0, 255))
  const bytes = await sharp(pixels, { raw }).jpeg({ quality: 80 }).toBuffer()
  const fact = {
    sha256: sha256(bytes),
    bytes: bytes.length,
    role: 'scene' as const,
    source: 'camera' as const,
    takenAt: null,
    cameraSha256: null,
  }
  return { fact, bytes, isThere: false }
}
