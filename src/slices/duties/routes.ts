import { z } from 'zod'
import { can } from '#kernel/can.ts'
import { dayAt } from '#kernel/days.ts'
import { HistoryItem } from '#kernel/history-item.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { ById, DayText, Id } from '#kernel/shapes.ts'
import { boardRoutes } from './board-routes.ts'
import {
  Answering,
  CoverageQuery,
  DutyDraft,
  DutyGap,
  DutyListQuery,
  DutyOverlap,
  DutyRole,
  DutyRow,
  EndBody,
  HandOverBody,
} from './schema.ts'
import { answeringFor } from './store-answering.ts'
import { coverage } from './store-coverage.ts'
import { communityWord, getDuty, listDuties } from './store-read.ts'
import { dutyRolesOf } from './store-roles.ts'
import { endDuty, handOver, saveDuties } from './store-save.ts'

export const dutyRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/duty-roles',
    access: ['read', 'registers'],
    summary: '职责角色；word 是本社区对“包抓”的叫法',
    answer: z.object({ word: z.string(), roles: z.array(DutyRole) }),
    run: async ({ tx, reader }) => {
      const word = await communityWord(tx, reader)
      return { word, roles: dutyRolesOf(word) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/duties',
    access: ['read', 'registers'],
    summary: '包抓责任列表',
    query: DutyListQuery,
    answer: z.object({ total: z.number().int(), rows: z.array(DutyRow) }),
    run: ({ app, tx, reader, query }) => listDuties(tx, reader, { ...query, day: query.day ?? dayAt(app.now()) }),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/duties/coverage',
    access: ['read', 'registers'],
    summary: '某段时间无人包抓的网格、楼院、小巷，和同一职责重复指定的地方',
    query: CoverageQuery,
    answer: z.object({ places: z.number().int(), gaps: z.array(DutyGap), overlaps: z.array(DutyOverlap) }),
    run: ({ tx, reader, query }) => coverage(tx, reader, query),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/duties/answering',
    access: ['read', 'registers'],
    summary: '某地点某日由谁负责：本地点的在前，上级地点的随后',
    query: z.strictObject({ place: Id, day: DayText.optional() }),
    answer: z.array(Answering),
    run: ({ app, tx, reader, query }) =>
      answeringFor(tx, reader, query.place, query.day ?? dayAt(app.now()), can(reader.role, 'read', 'personal')),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/duties/:id',
    access: ['read', 'registers'],
    summary: '一项责任及其历次变更',
    params: ById,
    answer: z.object({ duty: DutyRow, history: z.array(HistoryItem) }),
    run: async ({ tx, reader, params }) => ({
      duty: await getDuty(tx, reader, params.id),
      history: await historyOf(tx, reader, 'duty', params.id),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/duties',
    access: ['write', 'registers'],
    summary: '登记或更正责任（带 id 即更正）',
    body: DutyDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) => (await saveDuties(tx, reader, [body], app.now()))[0]!,
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/duties/:id/end',
    access: ['write', 'registers'],
    summary: '结束一项责任：写明最后一天和原因',
    params: ById,
    body: EndBody,
    answer: Saved,
    run: ({ app, tx, reader, params, body }) => endDuty(tx, reader, { id: params.id, ...body }, app.now()),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/duties/:id/hand-over',
    access: ['write', 'registers'],
    summary: '交接：原责任人到前一天为止，新责任人从当天起，一次办完',
    params: ById,
    body: HandOverBody,
    answer: z.object({ ended: Saved, started: Saved }),
    run: ({ app, tx, reader, params, body }) => handOver(tx, reader, { id: params.id, ...body }, app.now()),
  }),
  ...boardRoutes,
]
