import type { FastifyReply } from 'fastify'
import type { Call } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { importProblems } from './problems.ts'
import { readBatch } from './store-batches.ts'

/** The file as it was uploaded, always as a download: it is somebody else's content. */
export async function sendOriginal(
  { app, tx, reader, reply }: Pick<Call<unknown, unknown, unknown>, 'app' | 'tx' | 'reader' | 'reply'>,
  id: string,
): Promise<FastifyReply> {
  const batch = await readBatch(tx, reader, id)
  if (!batch) throw problems['request.not-found']()
  if (!(await app.blobs.has(batch.sha256))) throw importProblems['import.file-gone']({ file: batch.fileName })
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(batch.fileName)}`)
    .type('application/octet-stream')
    .send(app.blobs.read(batch.sha256))
}
