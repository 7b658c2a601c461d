import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById, Id } from '#kernel/shapes.ts'
import { snapNotice } from './snap-notice.ts'
import { CaseSettings, CaseSettingsChange } from './settings-schema.ts'
import { Follower } from './snap-schema.ts'
import { eraseContacts, followersOf, openAgain } from './store-followers.ts'
import { caseSettings, saveCaseSettings } from './store-settings.ts'

/** The office's side of 随手拍: turning it on, the sheet to hang up, and the residents who follow a problem. */
export const snapOfficeRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/snap-notice',
    access: ['read', 'settings'],
    summary: '随手拍张贴页（Word）：二维码，可注明张贴地点',
    query: z.strictObject({ place: Id.optional(), size: z.enum(['A4', 'A5']).default('A4') }),
    run: snapNotice,
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/case-settings',
    access: ['read', 'settings'],
    summary: '随手拍是否开放、办公时间、免打扰时间',
    answer: CaseSettings,
    run: ({ tx, reader }) => caseSettings(tx, reader.communityId),
  }),
  route({
    method: 'PUT',
    path: '/api/c/:community/case-settings',
    access: ['write', 'settings'],
    summary: '开放或关闭随手拍，改办公时间、免打扰时间',
    body: CaseSettingsChange,
    answer: CaseSettings,
    run: async ({ app, tx, reader, body }) => {
      await saveCaseSettings(tx, reader, body, app.now())
      return caseSettings(tx, reader.communityId)
    },
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/cases/:id/followers',
    access: ['read', 'personal'],
    summary: '上报或附议这个问题的居民留下的联系方式和评价',
    params: ById,
    answer: z.array(Follower),
    run: ({ tx, reader, params }) => followersOf(tx, reader, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/cases/:id/followers/erase',
    access: ['write', 'personal'],
    summary: '永久删去居民为这个问题留下的联系方式',
    params: ById,
    answer: z.strictObject({ erased: z.int() }),
    run: ({ app, tx, reader, params }) => eraseContacts(tx, reader, params.id, app.now()),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/cases/:id/open-again',
    access: ['issue', 'cases'],
    summary: '居民反映没整改好：重新立一件，与原问题关联',
    params: ById,
    answer: z.strictObject({ id: Id }),
    run: ({ app, tx, reader, params }) => openAgain(tx, reader, params.id, app.now()),
  }),
]
