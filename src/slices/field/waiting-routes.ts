import { z } from 'zod'
import { storedPhotoRoutes } from '#kernel/node/photos/stored-photo-routes.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById, Id } from '#kernel/shapes.ts'
import { Hash } from './schema.ts'
import { listPhones } from './store-phones.ts'
import { applyHeld, setHeldAside, takeHeldUp } from './store-settle.ts'
import { countWaiting, listWaiting, mayUseHeldPhoto, readWaiting } from './store-waiting.ts'
import {
  ApplyBody,
  PhoneList,
  SetAsideBody,
  SettledAnswer,
  TakeUpBody,
  WaitingOne,
  WaitingPage,
  WaitingQuery,
} from './waiting-schema.ts'

const HOME = '/api/c/:community/field'
const READ = ['read', 'field'] as const
const WRITE = ['write', 'field'] as const
const Photo = z.object({ id: Id, sha256: Hash })

export const waitingRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: `${HOME}/waiting`,
    access: READ,
    summary: '手机送来、没有直接入账的',
    query: WaitingQuery,
    answer: WaitingPage,
    run: (call) => listWaiting(call, call.query),
  }),
  route({
    method: 'GET',
    path: `${HOME}/waiting-count`,
    access: READ,
    summary: '手机送来待处理的条数',
    answer: z.strictObject({ count: z.int() }),
    run: async ({ tx, reader }) => ({ count: await countWaiting(tx, reader, 'waiting') }),
  }),
  route({
    method: 'GET',
    path: `${HOME}/waiting/:id`,
    access: READ,
    summary: '其中一条，与现有记录并排',
    params: ById,
    answer: WaitingOne,
    run: (call) => readWaiting(call, call.params.id),
  }),
  ...storedPhotoRoutes({
    path: `${HOME}/waiting/:id/photos/:sha256`,
    access: READ,
    summary: '随它送来的照片',
    params: Photo,
    may: (tx, reader, { id, sha256 }) => mayUseHeldPhoto(tx, reader, id, sha256),
  }),
  route({
    method: 'POST',
    path: `${HOME}/waiting/:id/apply`,
    access: WRITE,
    summary: '核对后代为入账',
    params: ById,
    body: ApplyBody,
    answer: SettledAnswer,
    run: (call) => applyHeld(call, call.params.id, call.body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/waiting/:id/set-aside`,
    access: WRITE,
    summary: '搁置并写明原因',
    params: ById,
    body: SetAsideBody,
    answer: SettledAnswer,
    run: (call) => setHeldAside(call, call.params.id, call.body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/waiting/:id/take-up`,
    access: WRITE,
    summary: '把搁置的重新拿出来',
    params: ById,
    body: TakeUpBody,
    answer: SettledAnswer,
    run: (call) => takeHeldUp(call, call.params.id, call.body),
  }),
  route({
    method: 'GET',
    path: `${HOME}/phones`,
    access: READ,
    summary: '送过记录的手机',
    answer: PhoneList,
    run: async ({ app, tx, reader }) => ({ phones: await listPhones(tx, reader, app.now()) }),
  }),
]
