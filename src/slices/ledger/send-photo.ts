import type { FastifyReply } from 'fastify'
import sharp from 'sharp'
import type { Call } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { mayUsePhoto } from './store-photos.ts'

type Look = Pick<Call<{ entry: string; sha256: string }, unknown, unknown>, 'app' | 'reader' | 'params' | 'reply'>

const THUMB_SIDE = 320

/** The stored picture: it carries no metadata. */
export async function sendPhoto(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  return headed(look.reply).send(look.app.blobs.read(look.params.sha256))
}

export async function sendThumbnail(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  const small = await sharp(look.app.blobs.path(look.params.sha256))
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'cover' })
    .jpeg({ quality: 72 })
    .toBuffer()
  return headed(look.reply).send(small)
}

async function checkRight({ app, reader, params }: Look): Promise<void> {
  const may = await app.db.asReader(reader, (tx) => mayUsePhoto(tx, params.entry, params.sha256))
  if (!may || !(await app.blobs.has(params.sha256))) throw problems['request.not-found']()
}

// The address names the content, so it never changes; it stays in this browser, never in a shared cache.
function headed(reply: FastifyReply): FastifyReply {
  return reply
    .type('image/jpeg')
    .header('cache-control', 'private, max-age=86400, immutable')
    .header('content-disposition', 'inline')
}
