import { type RouteSpec, route } from '#kernel/node/route.ts'
import { CommunitySettings } from './community-schema.ts'
import { getSettings, saveSettings } from './community-store.ts'

export const communityRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/settings',
    access: ['read', 'settings'],
    summary: '社区设置',
    answer: CommunitySettings,
    run: ({ tx, reader }) => getSettings(tx, reader),
  }),
  route({
    method: 'PUT',
    path: '/api/c/:community/settings',
    access: ['write', 'settings'],
    summary: '修改社区设置',
    body: CommunitySettings,
    run: async ({ app, tx, reader, body }) => {
      await saveSettings(tx, reader, body, app.now())
      return { ok: true }
    },
  }),
]
