import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Photos and uploaded files by their SHA-256: written to a temporary file, fsynced, renamed, folder fsynced; only
 * then may a row point at them. Bytes are never changed or named by users.
 */
export interface Blobs {
  put: (bytes: Uint8Array) => Promise<string>
  has: (sha256: string) => Promise<boolean>
  read: (sha256: string) => ReadStream
  path: (sha256: string) => string
}

const NAME = /^[0-9a-f]{64}$/

export function openBlobs(folder: string): Blobs {
  const path = (sha256: string): string => {
    if (!NAME.test(sha256)) throw new Error('not a content hash')
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  const has = (sha256: string): Promise<boolean> =>
    stat(path(sha256)).then(
      () => true,
      () => false,
    )
  return {
    path,
    has,
    read: (sha256) => createReadStream(path(sha256)),
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (await has(sha256)) return sha256
      const target = path(sha256)
      await mkdir(dirname(target), { recursive: true })
      const temporary = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
      try {
        const file = await open(temporary, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(temporary, target)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      const folderHandle = await open(dirname(target), 'r')
      try {
        await folderHandle.sync()
      } finally {
        await folderHandle.close()
      }
      return sha256
    },
  }
}
