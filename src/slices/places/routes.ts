import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { HistoryItem } from '#kernel/history-item.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { ById, DayText } from '#kernel/shapes.ts'
import { profileRoutes } from './profile-routes.ts'
import { placeProblems } from './problems.ts'
import {
  CloseBody,
  MoveBody,
  PlaceDraft,
  PlaceListQuery,
  PlaceNode,
  PlaceResolution,
  PlaceRow,
  PlaceType,
} from './schema.ts'
import { getPlace, listPlaces, placeNodes } from './store-read.ts'
import { resolvePlaces } from './store-resolve.ts'
import { placeTypes } from './store-types.ts'

export const placeRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/place-types',
    access: ['read', 'registers'],
    summary: '地点类型目录：名称、字段、可放在哪一级之下',
    answer: z.array(PlaceType),
    run: () => placeTypes,
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/places',
    access: ['read', 'registers'],
    summary: '地点列表，可按类型、所在地点、名称筛选',
    query: PlaceListQuery,
    answer: z.object({ total: z.number().int(), rows: z.array(PlaceRow) }),
    run: ({ app, tx, reader, query }) => listPlaces(tx, reader, { ...query, day: query.day ?? dayAt(app.now()) }),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/places/tree',
    access: ['read', 'registers'],
    summary: '地点树（某日在册的全部地点，按类型和名称排序）',
    query: z.strictObject({ day: DayText.optional() }),
    answer: z.object({ rows: z.array(PlaceNode) }),
    run: async ({ app, tx, reader, query }) => ({
      rows: await placeNodes(tx, reader, query.day ?? dayAt(app.now())),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/places/:id',
    access: ['read', 'registers'],
    summary: '一个地点及其历次变更',
    params: ById,
    answer: z.object({ place: PlaceRow, history: z.array(HistoryItem) }),
    run: async ({ tx, reader, params }) => ({
      place: await getPlace(tx, reader, params.id),
      history: await historyOf(tx, reader, 'place', params.id),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/places',
    access: ['write', 'registers'],
    summary: '登记或更正地点（带 id 即更正；attrs 中未写的项保持不变，写 null 即清除）',
    body: PlaceDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) =>
      (await app.commands.run({ app, tx, reader }, 'place.save', { items: [body] }))[0]!,
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/places/:id/close',
    access: ['write', 'registers'],
    summary: '停用地点：写明最后一天和原因',
    params: ById,
    body: CloseBody,
    answer: Saved,
    run: async ({ app, tx, reader, params, body }) => {
      const { id, type, name, parentId, validFrom } = await getPlace(tx, reader, params.id)
      if (body.validTo < validFrom) throw placeProblems['place.ends-early']({ name, from: validFrom }, 'validTo')
      const draft = { id, type, name, parentId, validFrom, attrs: {}, ...body }
      return (await app.commands.run({ app, tx, reader }, 'place.save', { items: [draft] }))[0]!
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/places/:id/move',
    access: ['write', 'registers'],
    summary: '把地点移到另一个地点之下',
    params: ById,
    body: MoveBody,
    answer: Saved,
    run: async ({ app, tx, reader, params, body }) => {
      const { id, type, name, validFrom } = await getPlace(tx, reader, params.id)
      const items = [{ id, type, name, validFrom, attrs: {}, ...body }]
      return (await app.commands.run({ app, tx, reader }, 'place.save', { items }))[0]!
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/places/resolve',
    access: ['read', 'registers'],
    summary: '把写出来的地名对到登记的地点；对不上的给出最接近的',
    body: z.strictObject({ names: z.array(z.string().max(200)).max(100) }),
    answer: z.object({ resolutions: z.array(PlaceResolution) }),
    run: async ({ tx, reader, body }) => ({ resolutions: await resolvePlaces(tx, reader, body.names) }),
  }),
  ...profileRoutes,
]
