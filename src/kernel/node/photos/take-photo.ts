import { problems } from '#kernel/problems.ts'
import type { Tx } from '../db.ts'
import type { Call } from '../route.ts'
import { type PreparedPhoto, preparePhoto } from './prepare-photo.ts'
import { readPhotoUpload } from './read-upload.ts'

type Upload = Pick<Call<unknown, unknown, unknown>, 'app' | 'reader' | 'request'>

/**
 * Takes an uploaded photo: right first, then the bytes; stored and synced before the row that points to it. The pixels
 * are worked on outside any transaction, so that a large picture keeps no connection waiting.
 * @param may whether the reader may add one here; what they may not is answered like what is not there
 * @param attach writes the rows that name the stored bytes
 * @throws request.not-found · photo.*
 */
export async function takePhoto<T>(
  { app, reader, request }: Upload,
  may: (tx: Tx) => Promise<boolean>,
  attach: (tx: Tx, sha256: string, photo: PreparedPhoto) => Promise<T>,
): Promise<T> {
  if (!(await app.db.asReader(reader, may))) throw problems['request.not-found']()
  const photo = await preparePhoto(await readPhotoUpload(request))
  const sha256 = await app.blobs.put(photo.bytes)
  return app.db.asReader(reader, (tx) => attach(tx, sha256, photo))
}
