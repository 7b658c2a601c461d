import { z } from 'zod'
import { photoProblems } from '#kernel/node/photos/problems.ts'
import { room } from '#kernel/node/room.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Id } from '#kernel/shapes.ts'
import { HandedAnswer, HandedIn } from './handed-schema.ts'
import { Hash, PhotoReply } from './schema.ts'
import { takeHanded, takeHandedPhoto } from './store-handed.ts'

const HOME = '/api/c/:community/field'
const WRITE = ['write', 'field'] as const

/** Clerks open such a file once in a while, one picture after the other; the door of phones stays free meanwhile. */
const PHOTOS = room(1, 7)

export const handedRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: `${HOME}/handed-in`,
    access: WRITE,
    summary: '手机导出的文件：每一条放到待处理，不直接入账',
    body: HandedIn,
    answer: HandedAnswer,
    transaction: 'own',
    run: ({ app, reader, request, body }) => {
      const { community } = request.params as { community: string }
      return takeHanded(app, reader, community, body)
    },
  }),
  route({
    method: 'PUT',
    path: `${HOME}/handed-in/photos/:sha256`,
    access: WRITE,
    summary: '手机导出的文件：其中一张照片',
    params: z.object({ sha256: Hash }),
    query: z.strictObject({ device: Id }),
    answer: PhotoReply,
    upload: true,
    transaction: 'own',
    room: PHOTOS,
    run: async ({ app, reader, params, query, request }) => {
      if (!(request.body instanceof Uint8Array)) throw photoProblems['photo.missing']()
      return takeHandedPhoto(app, reader, query.device, params.sha256, request.body)
    },
  }),
]
