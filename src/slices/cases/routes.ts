import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { storedPhotoRoutes } from '#kernel/node/photos/stored-photo-routes.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { ById, DayText, Id } from '#kernel/shapes.ts'
import { addCasePhoto } from './add-photo.ts'
import { bulkDispatch } from './bulk-dispatch.ts'
import { CaseBoard, CommonProblem, DayRow } from './board-schema.ts'
import { BulkDispatch, BulkOutcome } from './bulk-schema.ts'
import { CaseDraft } from './draft-schema.ts'
import { CaseListQuery, CasePage, CaseRow } from './list-schema.ts'
import { CASE_PHOTO_ROLES, SOURCES, STATES } from './schema.ts'
import { CaseStep } from './step-schema.ts'
import { ProblemType } from './type-schema.ts'
import { CaseFull } from './view-schema.ts'
import { boardOf, commonProblems, likelyDuplicates } from './store-board.ts'
import { caseRows, listCases } from './store-list.ts'
import { dayOfCommunities } from './store-day.ts'
import { oneCase } from './store-one.ts'
import { mayUseCasePhoto } from './store-photos.ts'
import { reportCases } from './store-report.ts'
import { takeStep } from './store-step.ts'
import { problemTypes } from './store-types.ts'

const HOME = '/api/c/:community/cases'
const Photo = ById.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
// What an import or a sample brings does not come this way, and must not be feigned.
const TypedDraft = CaseDraft.omit({ relapseOf: true, photos: true }).extend({
  source: z.enum(SOURCES).exclude(['import', 'sample']).default('patrol'),
})

export const caseRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/problem-types',
    access: ['read', 'cases'],
    summary: '问题类型（样例）',
    answer: z.array(ProblemType),
    run: () => problemTypes,
  }),
  route({
    method: 'GET',
    path: '/api/above/cases/day',
    access: ['above', 'read', 'below'],
    summary: '所辖各社区当天的问题：未办结、超期、等上级、新发现、销号',
    query: z.strictObject({ day: DayText.optional() }),
    answer: z.array(DayRow),
    run: ({ app, tx, query }) => dayOfCommunities(tx, query.day ?? dayAt(app.now()), app.now()),
  }),
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'cases'],
    summary: '问题清单（分页、筛选）',
    query: CaseListQuery,
    answer: CasePage,
    run: ({ app, tx, reader, query }) => listCases(tx, reader, query, app.now()),
  }),
  route({
    method: 'GET',
    path: `${HOME}/board`,
    access: ['read', 'cases'],
    summary: '问题看板：各状态有多少、超期多少、该我办多少',
    answer: CaseBoard,
    run: ({ app, tx, reader }) => boardOf(tx, reader, app.now()),
  }),
  route({
    method: 'GET',
    path: `${HOME}/common`,
    access: ['read', 'cases'],
    summary: '共性问题：同一检查项在多个地点同时存在',
    answer: z.array(CommonProblem),
    run: ({ tx, reader }) => commonProblems(tx, reader),
  }),
  route({
    method: 'GET',
    path: `${HOME}/alike`,
    access: ['read', 'cases'],
    summary: '附近可能重复的未办结问题',
    query: z.strictObject({ place: Id, type: z.string().max(60).optional() }),
    answer: z.array(CaseRow),
    run: async ({ app, tx, reader, query }) =>
      caseRows(
        tx,
        reader,
        await likelyDuplicates(tx, reader, { placeId: query.place, typeCode: query.type }),
        app.now(),
      ),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: ['write', 'cases'],
    summary: '上报问题（带 id 重复提交只记一次）',
    body: TypedDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) => (await reportCases(tx, reader, [body], app.now()))[0]!,
  }),
  route({
    method: 'POST',
    path: `${HOME}/dispatch`,
    access: ['issue', 'cases'],
    summary: '批量交办：按包抓责任各归各家，或交给同一家',
    body: BulkDispatch,
    answer: z.array(BulkOutcome),
    run: ({ app, tx, reader, body }) => bulkDispatch({ app, tx, reader }, body),
  }),
  route({
    method: 'GET',
    path: `${HOME}/:id`,
    access: ['read', 'cases'],
    summary: '一个问题及其全过程',
    params: ById,
    answer: CaseFull,
    run: ({ app, tx, reader, params }) => oneCase(tx, reader, params.id, app.now()),
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/steps`,
    access: ['write', 'cases'],
    summary: '办理一步：受理、交办、反馈、核查、销号、回头看……',
    params: ById,
    body: CaseStep,
    answer: z.strictObject({ id: Id, version: z.int(), state: z.enum(STATES), opened: Id.nullable() }),
    run: ({ app, tx, reader, params, body }) => takeStep(tx, reader, params.id, body, app.now()),
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/photos`,
    access: ['write', 'cases'],
    summary: '给问题加一张照片（发现时、整改前、整改后）',
    params: ById,
    query: z.strictObject({ role: z.enum(CASE_PHOTO_ROLES).default('scene') }),
    answer: z.strictObject({ sha256: z.string(), role: z.enum(CASE_PHOTO_ROLES), version: z.int() }),
    upload: true,
    transaction: 'own',
    run: addCasePhoto,
  }),
  ...storedPhotoRoutes({
    path: `${HOME}/:id/photos/:sha256`,
    access: ['read', 'cases'],
    summary: '问题照片',
    params: Photo,
    may: (tx, reader, { id, sha256 }) => mayUseCasePhoto(tx, reader, id, sha256),
  }),
]
