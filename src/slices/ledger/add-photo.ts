import type { z } from 'zod'
import { takePhoto } from '#kernel/node/photos/take-photo.ts'
import type { Call } from '#kernel/node/route.ts'
import type { EntryPhoto, PhotoView } from './schema.ts'
import { mayUsePhoto, notePhoto } from './store-photos.ts'
import { attachPhoto } from './store-record.ts'

type Upload = Pick<
  Call<{ entry: string }, { role: EntryPhoto['role'] }, unknown>,
  'app' | 'reader' | 'params' | 'query' | 'request'
>

/** Takes a photo for a record. @throws request.not-found · photo.* · entry.* */
export function addPhoto(call: Upload): Promise<z.infer<typeof PhotoView>> {
  const { app, reader } = call
  const { entry } = call.params
  const { role } = call.query
  return takePhoto(
    call,
    (tx) => mayUsePhoto(tx, entry),
    async (tx, sha256, photo) => {
      await notePhoto(tx, reader, sha256, photo, app.now())
      const { version, ord } = await attachPhoto(tx, reader, entry, { sha256, role }, app.now())
      const { width, height, takenAt } = photo
      return { sha256, role, ord, width, height, takenAt: takenAt?.toISOString() ?? null, version }
    },
  )
}
