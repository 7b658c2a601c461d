import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { HistoryItem } from '#kernel/history-item.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { DayText, Id } from '#kernel/shapes.ts'
import { ProfileFact, ProfileFactDraft, ProfileField, RegisterFinding } from './schema.ts'
import { registerFindings } from './store-findings.ts'
import { profileAt, saveProfile } from './store-profile.ts'
import { profileFields } from './store-types.ts'

const OnDay = z.strictObject({ day: DayText.optional() })

export const profileRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/profile',
    access: ['read', 'registers'],
    summary: '社区概况：栏目和某日有效的数据',
    query: OnDay,
    answer: z.object({ fields: z.array(ProfileField), facts: z.array(ProfileFact) }),
    run: async ({ app, tx, reader, query }) => ({
      fields: profileFields,
      facts: await profileAt(tx, reader, query.day ?? dayAt(app.now())),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/profile',
    access: ['write', 'registers'],
    summary: '填报或更正社区概况',
    body: z.strictObject({ items: z.array(ProfileFactDraft).min(1).max(100) }),
    answer: z.array(Saved),
    run: ({ app, tx, reader, body }) => saveProfile(tx, reader, body.items, app.now()),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/profile/:id/history',
    access: ['read', 'registers'],
    summary: '概况一项数据的历次变更',
    params: z.object({ id: Id }),
    answer: z.array(HistoryItem),
    run: ({ tx, reader, params }) => historyOf(tx, reader, 'profile', params.id),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/registers/findings',
    access: ['read', 'registers'],
    summary: '登记中前后不一致之处：同一件事两个来源两个数',
    query: OnDay,
    answer: z.array(RegisterFinding),
    run: ({ app, tx, reader, query }) => registerFindings(tx, reader, query.day ?? dayAt(app.now())),
  }),
]
