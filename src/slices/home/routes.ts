import { can } from '#kernel/can.ts'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Home } from './schema.ts'
import { backupState, cameIn, waiting } from './store.ts'

export const homeRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/home',
    access: ['read', 'home'],
    summary: '首页：等我办的、最近动态、备份情况',
    answer: Home,
    run: async ({ app, tx, reader }) => ({
      waiting: await waiting(tx, reader, [
        {
          code: 'duty-gaps',
          count: await app.commands.run({ app, tx, reader }, 'duty.gap-count', { on: dayAt(app.now()) }),
        },
        ...(can(reader.role, 'read', 'cases') ? await app.commands.run({ app, tx, reader }, 'case.waiting', {}) : []),
      ]),
      cameIn: await cameIn(tx, reader),
      backup: await backupState(tx, reader),
    }),
  }),
]
