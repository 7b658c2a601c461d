import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { Photo } from '#kernel/node/office/gongwen-model.ts'

/** A picture is printed about 74 mm wide; twice the dots of a good office printer are enough. */
const PRINTED = { width: 900, height: 700 }
/** Bytes up to which a stored picture is taken as it is. */
const SMALL = 120_000

/**
 * A stored picture made small enough for paper and turned upright. Null when the file is gone or cannot be read: one
 * lost picture must not cost the whole document.
 */
export async function printPhoto(path: string, caption: string, stamp: string[] = []): Promise<Photo | null> {
  try {
    const stored = await readFile(path)
    const isJpeg = stored[0] === 0xff && stored[1] === 0xd8
    if (isJpeg && stored.length <= SMALL) return { bytes: stored, type: 'jpg', caption, stamp }
    const bytes = await sharp(stored)
      .rotate()
      .resize({ ...PRINTED, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 78 })
      .toBuffer()
    return { bytes, type: 'jpg', caption, stamp }
  } catch {
    return null
  }
}
