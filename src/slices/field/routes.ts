import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { room } from '#kernel/node/room.ts'
import { photoProblems } from '#kernel/node/photos/problems.ts'
import { Id } from '#kernel/shapes.ts'
import { Batch, BatchReply, Hash, PhotoReply } from './schema.ts'
import { fieldStore } from './store-field.ts'
import { photoStore } from './store-photos.ts'
import { takeBatch } from './take-batch.ts'
import { takePhoto } from './take-photo.ts'

const HOME = '/api/c/:community/field'

/**
 * Each at work takes a connection of the pool of twelve and much of one of two cores; the others are for the office.
 * A body of 2 MB in all twelve places is 24 MB, some four times that once it is parsed; and whoever is inside is
 * answered within a second or two even then.
 */
const BATCHES = room(4, 8)
/**
 * A picture is held from its first byte, over lines of every speed: more places, most of them still receiving. 8 MB in
 * all thirty-two is 256 MB at worst, a third of a MB each on an ordinary day; four are unpacked at once, of up to 20
 * million pixels.
 */
const PHOTOS = room(4, 28)

export const fieldRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: `${HOME}/batch`,
    access: ['write', 'cases'],
    formerToo: true,
    summary: '手机同步：送来的每一条各有回答，重复送不会重复记',
    body: Batch,
    asSent: true,
    answer: BatchReply,
    transaction: 'own',
    room: BATCHES,
    run: ({ app, reader, body }) => {
      const onPhone = { ...reader, deviceId: `phone:${body.deviceId}` }
      return takeBatch(fieldStore(app, onPhone), body)
    },
  }),
  route({
    method: 'PUT',
    path: `${HOME}/photos/:sha256`,
    access: ['write', 'cases'],
    formerToo: true,
    summary: '手机同步：送来一张已随记录报过的照片',
    params: z.object({ sha256: Hash }),
    query: z.strictObject({ device: Id, account: Id.optional() }),
    answer: PhotoReply,
    upload: true,
    transaction: 'own',
    room: PHOTOS,
    run: async ({ app, reader, params, query, request }) => {
      if (!(request.body instanceof Uint8Array)) throw photoProblems['photo.missing']()
      const onPhone = { ...reader, deviceId: `phone:${query.device}` }
      const from = { deviceId: query.device, accountId: query.account ?? reader.accountId }
      return takePhoto(photoStore(app, onPhone), from, params.sha256, request.body)
    },
  }),
]
