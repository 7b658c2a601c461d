import { can } from '#kernel/can.ts'
import { hidePhones } from '#kernel/hide-phones.ts'
import { problems } from '#kernel/problems.ts'
import { ById } from '#kernel/shapes.ts'
import { type RouteSpec, route } from './route.ts'
import { getWork, wishCancel } from './work.ts'

export const workRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/work/:id',
    access: ['read', 'work'],
    summary: '进度',
    params: ById,
    run: async ({ tx, reader, params }) => {
      const work = await getWork(tx, reader.communityId, params.id)
      if (!work) throw problems['request.not-found']()
      return can(reader.role, 'read', 'personal') ? work : hidePhones(work)
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/work/:id/cancel',
    access: ['write', 'work'],
    summary: '取消',
    params: ById,
    run: async ({ tx, reader, params }) => {
      if (!(await wishCancel(tx, reader.communityId, params.id))) throw problems['request.not-found']()
      return { ok: true }
    },
  }),
]
