import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { THUMB_VERSION, thumbnailOf } from './thumbnail.ts'

interface Look {
  app: App
  sha256: string
  request: FastifyRequest
  reply: FastifyReply
}

/** The stored picture: it carries no metadata. Whoever calls has made sure that this reader may see it. */
export function sendStoredPhoto(look: Look): FastifyReply {
  if (isKept(look, look.sha256)) return headed(look.reply).code(304).send()
  return headed(look.reply).send(look.app.blobs.read(look.sha256))
}

export async function sendStoredThumbnail(look: Look): Promise<FastifyReply> {
  if (isKept(look, `${look.sha256}-${THUMB_VERSION}`)) return headed(look.reply).code(304).send()
  const { app, sha256, reply } = look
  return headed(reply).send(await thumbnailOf(app.dataFolder, sha256, app.blobs.path(sha256)))
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
