import type { FastifyReply } from 'fastify'
import { sendStoredPhoto, sendStoredThumbnail } from '#kernel/node/photos/send-photo.ts'
import type { Call } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { mayUsePhoto } from './store-photos.ts'

type Look = Pick<
  Call<{ entry: string; sha256: string }, unknown, unknown>,
  'app' | 'reader' | 'params' | 'request' | 'reply'
>

export async function sendPhoto(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  return sendStoredPhoto({ ...look, blobs: look.app.blobs, sha256: look.params.sha256 })
}

export async function sendThumbnail(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  return sendStoredThumbnail({ ...look, blobs: look.app.blobs, sha256: look.params.sha256 })
}

async function checkRight({ app, reader, params }: Look): Promise<void> {
  const may = await app.db.asReader(reader, (tx) => mayUsePhoto(tx, params.entry, params.sha256))
  if (!may || !(await app.blobs.has(params.sha256))) throw problems['request.not-found']()
}
