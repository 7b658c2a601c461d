import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { atMost } from '#kernel/node/at-most.ts'

/** Pixels of a thumbnail's sides. */
const THUMB_SIDE = 320
/** Rises with every change to how a thumbnail is made: those made before are then made anew. */
const RECIPE = 1
/** Stands in the name of what is kept, here and in the browser. */
export const THUMB_VERSION = `${THUMB_SIDE}-${RECIPE}`

const inTurn = atMost(3)
const making = new Map<string, Promise<Buffer>>()

/**
 * The thumbnail of a stored photo, JPEG. It is made once and kept beside the store, by the photo's own name; the folder
 * may be emptied at any time and is in no backup.
 * @param dataFolder the server's · @param original path of the stored photo
 */
export async function thumbnailOf(dataFolder: string, sha256: string, original: string): Promise<Buffer> {
  const path = join(dataFolder, 'thumbs', THUMB_VERSION, sha256.slice(0, 2), sha256)
  const kept = await readWhole(path)
  if (kept) return kept
  // A page of fifty that is opened by two people makes fifty, not a hundred.
  const running = making.get(path) ?? inTurn(() => make(original, path)).finally(() => making.delete(path))
  making.set(path, running)
  return running
}

async function make(original: string, path: string): Promise<Buffer> {
  const small = await sharp(original)
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'cover' })
    .jpeg({ quality: 72 })
    .toBuffer()
  // That it could not be kept costs time, not the picture.
  await keep(path, small).catch(() => undefined)
  return small
}

/** Not forced to the disk: what a power cut leaves of it is told by its sum and made again. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(temporary, Buffer.concat([sumOf(bytes), bytes]), { flag: 'wx', mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const SUM = 32

/** Null when there is none, or not the whole of it. */
async function readWhole(path: string): Promise<Buffer | null> {
  const stored = await readFile(path).catch(() => null)
  if (stored === null || stored.length <= SUM) return null
  const bytes = stored.subarray(SUM)
  return sumOf(bytes).equals(stored.subarray(0, SUM)) ? bytes : null
}

const sumOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
