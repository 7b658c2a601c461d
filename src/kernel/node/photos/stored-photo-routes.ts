import { z } from 'zod'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Tx } from '../db.ts'
import { type Access, type Call, type RouteSpec, route } from '../route.ts'
import { sendStoredPhoto, sendStoredThumbnail } from './send-photo.ts'

interface StoredPhotoRoutes<P> {
  /** Ends in the photo's own name, /:sha256; the thumbnail hangs below it. */
  path: string
  access: Access
  summary: string
  params: z.ZodType<P>
  /** Whether this reader may see it there; whoever may not is told that there is none. */
  may: (tx: Tx, reader: Reader, params: P) => Promise<boolean>
}

/** Two routes: a stored photo hanging on something, and its thumbnail. */
export function storedPhotoRoutes<P extends { sha256: string }>(spec: StoredPhotoRoutes<P>): RouteSpec[] {
  const { path, access, summary, params, may } = spec
  const send =
    (how: typeof sendStoredPhoto | typeof sendStoredThumbnail) =>
    async ({ app, reader, params: asked, request, reply }: Call<P, unknown, unknown>) => {
      const { sha256 } = asked
      const seen = await app.db.asReader(reader, (tx) => may(tx, reader, asked))
      if (!seen || !(await app.blobs.has(sha256))) throw problems['request.not-found']()
      return how({ app, sha256, request, reply })
    }
  const look = { method: 'GET', access, params, transaction: 'own', answer: z.any() } as const
  return [
    route({ ...look, path, summary, run: send(sendStoredPhoto) }),
    route({ ...look, path: `${path}/thumb`, summary: `${summary}缩略图`, run: send(sendStoredThumbnail) }),
  ]
}
