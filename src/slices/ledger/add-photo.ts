import type { z } from 'zod'
import type { Call } from '#kernel/node/route.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { PHOTO_BYTES, preparePhoto } from './prepare-photo.ts'
import { problems } from './problems.ts'
import type { EntryPhoto, PhotoView } from './schema.ts'
import { mayUsePhoto, notePhoto } from './store-photos.ts'
import { attachPhoto } from './store-record.ts'

type Upload = Pick<
  Call<{ entry: string }, { role: EntryPhoto['role'] }, unknown>,
  'app' | 'reader' | 'params' | 'query' | 'request'
>

/**
 * Takes a photo for a record: right first, then the bytes; stored and synced before the row that points to it. The
 * pixels are worked on outside any transaction, so that a large picture keeps no connection waiting.
 */
export async function addPhoto({ app, reader, params, query, request }: Upload): Promise<z.infer<typeof PhotoView>> {
  const may = await app.db.asReader(reader, (tx) => mayUsePhoto(tx, params.entry))
  if (!may) throw kernelProblems['request.not-found']()
  const photo = await preparePhoto(await readUpload(request))
  const sha256 = await app.blobs.put(photo.bytes)
  const { version, ord } = await app.db.asReader(reader, async (tx) => {
    await notePhoto(tx, reader, sha256, photo, app.now())
    return attachPhoto(tx, reader, params.entry, { sha256, role: query.role }, app.now())
  })
  const { width, height, takenAt } = photo
  return { sha256, role: query.role, ord, width, height, takenAt: takenAt?.toISOString() ?? null, version }
}

async function readUpload(request: Upload['request']): Promise<Uint8Array> {
  if (!request.isMultipart()) {
    if (request.body instanceof Uint8Array) return request.body
    throw problems['photo.missing']()
  }
  const file = await request.file({ limits: { fileSize: PHOTO_BYTES, files: 1 } })
  if (!file) throw problems['photo.missing']()
  try {
    return await file.toBuffer()
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw problems['photo.too-large']({ limit: '20MB' })
    throw error
  }
}
