import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { photoProblems } from '#kernel/node/photos/problems.ts'
import { Id } from '#kernel/shapes.ts'
import { Batch, BatchReply, Hash, PhotoReply } from './schema.ts'
import { fieldStore } from './store-field.ts'
import { takePhoto } from './store-photos.ts'
import { takeBatch } from './take-batch.ts'

const HOME = '/api/c/:community/field'

export const fieldRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: `${HOME}/batch`,
    access: ['write', 'cases'],
    summary: '手机同步：送来的每一条各有回答，重复送不会重复记',
    body: Batch,
    answer: BatchReply,
    transaction: 'own',
    run: ({ app, reader, body }) => {
      const onPhone = { ...reader, deviceId: `phone:${body.deviceId}` }
      return takeBatch(fieldStore(app, onPhone), body.deviceId, body.operations, body.owed)
    },
  }),
  route({
    method: 'PUT',
    path: `${HOME}/photos/:sha256`,
    access: ['write', 'cases'],
    summary: '手机同步：送来一张已随记录报过的照片',
    params: z.object({ sha256: Hash }),
    query: z.strictObject({ device: Id }),
    answer: PhotoReply,
    upload: true,
    transaction: 'own',
    run: async ({ app, reader, params, query, request }) => {
      if (!(request.body instanceof Uint8Array)) throw photoProblems['photo.missing']()
      const onPhone = { ...reader, deviceId: `phone:${query.device}` }
      await takePhoto(app, onPhone, query.device, params.sha256, request.body)
      return { sha256: params.sha256, at: app.now().getTime() }
    },
  }),
]
