import { preparePhoto } from '#kernel/node/photos/prepare-photo.ts'
import { readPhotoUpload } from '#kernel/node/photos/read-upload.ts'
import type { Call } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import type { CasePhoto } from './schema.ts'
import { attachCasePhoto, mayUseCasePhoto } from './store-photos.ts'

type Upload = Pick<
  Call<{ id: string }, { role: CasePhoto['role'] }, unknown>,
  'app' | 'reader' | 'params' | 'query' | 'request'
>

/**
 * Takes a photo for a case: right first, then the bytes; stored and synced before the row that points to it. The
 * pixels are worked on outside any transaction.
 */
export async function addCasePhoto({ app, reader, params, query, request }: Upload) {
  const may = await app.db.asReader(reader, (tx) => mayUseCasePhoto(tx, reader, params.id))
  if (!may) throw problems['request.not-found']()
  const photo = await preparePhoto(await readPhotoUpload(request))
  const sha256 = await app.blobs.put(photo.bytes)
  const { version } = await app.db.asReader(reader, async (tx) => {
    await app.commands.run({ app, tx, reader }, 'photo.note', { sha256, photo })
    return attachCasePhoto(tx, reader, params.id, { sha256, role: query.role }, app.now())
  })
  return { sha256, role: query.role, version }
}
