import type { FastifyReply } from 'fastify'
import sharp from 'sharp'
import type { Call } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { mayUsePhoto } from './store-photos.ts'

type Look = Pick<
  Call<{ entry: string; sha256: string }, unknown, unknown>,
  'app' | 'reader' | 'params' | 'request' | 'reply'
>

/** Pixels of a thumbnail's longer side. */
const THUMB_SIDE = 320

/** The stored picture: it carries no metadata. */
export async function sendPhoto(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  if (isKept(look, look.params.sha256)) return headed(look.reply).code(304).send()
  return headed(look.reply).send(look.app.blobs.read(look.params.sha256))
}

export async function sendThumbnail(look: Look): Promise<FastifyReply> {
  await checkRight(look)
  if (isKept(look, `${look.params.sha256}-${THUMB_SIDE}`)) return headed(look.reply).code(304).send()
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

/** Names the version sent; true when the browser says that it still holds that one. */
function isKept({ request, reply }: Look, version: string): boolean {
  const tag = `"${version}"`
  reply.header('etag', tag)
  return request.headers['if-none-match'] === tag
}

// The bytes may stay in this browser, but it asks every time whether its user may still see them: on a shared machine
// the next person, and somebody put out since, may not.
function headed(reply: FastifyReply): FastifyReply {
  return reply.type('image/jpeg').header('cache-control', 'private, no-cache').header('content-disposition', 'inline')
}
