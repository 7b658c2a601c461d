import { z } from 'zod'
import { can } from '#kernel/can.ts'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { renderNoticeBoard } from '#kernel/node/office/notice-board.ts'
import { DayText, Id } from '#kernel/shapes.ts'
import { noticeBoard } from './store-board.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const boardRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/duties/notice-board',
    access: ['export', 'registers'],
    summary: '公示牌（Word）：一个地点，或某地点之下的全部楼院、小巷，或全社区，每处一页',
    query: z.strictObject({
      /** None: every grid, yard and alley of the community. */
      place: Id.optional(),
      day: DayText.optional(),
      /** Also every yard and alley below it. */
      below: z.enum(['0', '1']).default('0'),
      /** Print telephone numbers on the board; asked because a board hangs in public. */
      phones: z.enum(['0', '1']).default('0'),
    }),
    run: async ({ app, tx, reader, query, reply }) => {
      const day = query.day ?? dayAt(app.now())
      const phones = query.phones === '1' && can(reader.role, 'read', 'personal')
      const board = await noticeBoard(tx, reader, {
        placeId: query.place ?? null,
        day,
        below: query.below === '1',
        phones,
      })
      const bytes = await renderNoticeBoard(board)
      const name = encodeURIComponent(
        `${query.place === undefined ? board.community : (board.places[0]?.name ?? '')}公示牌.docx`,
      )
      return reply
        .header('content-type', DOCX)
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Buffer.from(bytes))
    },
  }),
]
