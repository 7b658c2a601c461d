import type { FastifyReply, FastifyRequest } from 'fastify'
import sharp from 'sharp'
import type { Blobs } from '../blobs.ts'

interface Look {
  blobs: Blobs
  sha256: string
  request: FastifyRequest
  reply: FastifyReply
}

/** Pixels of a thumbnail's longer side. */
const THUMB_SIDE = 320

/** The stored picture: it carries no metadata. Whoever calls has made sure that this reader may see it. */
export function sendStoredPhoto(look: Look): FastifyReply {
  if (isKept(look, look.sha256)) return headed(look.reply).code(304).send()
  return headed(look.reply).send(look.blobs.read(look.sha256))
}

export async function sendStoredThumbnail(look: Look): Promise<FastifyReply> {
  if (isKept(look, `${look.sha256}-${THUMB_SIDE}`)) return headed(look.reply).code(304).send()
  const small = await sharp(look.blobs.path(look.sha256))
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'cover' })
    .jpeg({ quality: 72 })
    .toBuffer()
  return headed(look.reply).send(small)
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
