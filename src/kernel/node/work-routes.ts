import { z } from 'zod'
import { problems } from '#kernel/problems.ts'
import { type RouteSpec, route } from './route.ts'
import { getWork, wishCancel } from './work.ts'

const Id = z.object({ id: z.uuid() })

export const workRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/work/:id',
    access: ['read', 'work'],
    summary: '进度',
    params: Id,
    run: async ({ tx, reader, params }) => {
      const work = await getWork(tx, reader.communityId, params.id)
      if (!work) throw problems['request.not-found']()
      return work
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/work/:id/cancel',
    access: ['write', 'work'],
    summary: '取消',
    params: Id,
    run: async ({ tx, reader, params }) => {
      if (!(await wishCancel(tx, reader.communityId, params.id))) throw problems['request.not-found']()
      return { ok: true }
    },
  }),
]
