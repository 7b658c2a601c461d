import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import { NoticeList } from './notice-schema.ts'
import { myNotices, readNotice } from './store-notices.ts'

export const noticeRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/notices',
    access: ['read', 'cases'],
    summary: '本人的催办提醒，每天一条',
    answer: NoticeList,
    run: ({ app, tx, reader }) => myNotices(tx, reader, dayAt(app.now()), app.now()),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/notices/:id/read',
    access: ['read', 'cases'],
    summary: '提醒看过了',
    params: ById,
    answer: z.strictObject({ ok: z.boolean() }),
    run: async ({ app, tx, reader, params }) => {
      await readNotice(tx, reader, params.id, app.now())
      return { ok: true }
    },
  }),
]
