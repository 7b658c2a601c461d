import type { z } from 'zod'
import type { Call } from '#kernel/node/route.ts'
import { preparePhoto } from '#kernel/node/photos/prepare-photo.ts'
import { readPhotoUpload } from '#kernel/node/photos/read-upload.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
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
  const photo = await preparePhoto(await readPhotoUpload(request))
  const sha256 = await app.blobs.put(photo.bytes)
  const { version, ord } = await app.db.asReader(reader, async (tx) => {
    await notePhoto(tx, reader, sha256, photo, app.now())
    return attachPhoto(tx, reader, params.entry, { sha256, role: query.role }, app.now())
  })
  const { width, height, takenAt } = photo
  return { sha256, role: query.role, ord, width, height, takenAt: takenAt?.toISOString() ?? null, version }
}
