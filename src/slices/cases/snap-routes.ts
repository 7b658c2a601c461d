import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Id } from '#kernel/shapes.ts'
import { snapProblems as problems } from './snap-problems.ts'
import { hasMarkup } from './snap-rules.ts'
import {
  SnapCommunity,
  SnapJoin,
  SnapLook,
  SnapNear,
  SnapPage,
  SnapProgress,
  SnapReport,
  SnapSaid,
  SnapTaken,
} from './snap-schema.ts'
import { asResident, visit } from './snap-visit.ts'
import { checkJoinable, openNear, publicPlaces } from './store-snap.ts'
import { follow, forgetContact, progressOf, saySo } from './store-snap-follow.ts'
import { takeStep } from './store-step.ts'
import { takeSnap } from './take-snap.ts'

const HOME = '/api/snap/:code'

/** Only words, and none of a machine: what is refused here costs neither a count nor a look at the database. */
function checkWords(texts: string[], website: string): void {
  if (website !== '') throw problems['snap.refused']()
  if (texts.some(hasMarkup)) throw problems['snap.only-words']()
}

/** The public page: no account stands behind any of these. */
export const snapRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: 'public',
    summary: '随手拍页面：社区名称和可选的地点',
    params: SnapCommunity,
    answer: SnapPage,
    run: ({ app, params, request }) =>
      asResident(app, visit(app, request, params.code, 'page'), async (tx, reader, community) => ({
        community,
        places: await publicPlaces(tx, reader.communityId, dayAt(app.now())),
      })),
  }),
  route({
    method: 'GET',
    path: `${HOME}/near`,
    access: 'public',
    summary: '随手拍：同一地点居民已经反映、还没办结的问题（只有文字）',
    params: SnapCommunity,
    query: z.strictObject({ place: Id }),
    answer: SnapNear,
    run: ({ app, params, query, request }) =>
      asResident(app, visit(app, request, params.code, 'page'), (tx, reader) =>
        openNear(tx, reader.communityId, query.place),
      ),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: 'public',
    summary: '随手拍：居民上报一个问题，得到查询码',
    params: SnapCommunity,
    body: SnapReport,
    picture: true,
    answer: SnapTaken,
    run: ({ app, params, body, request }) => {
      checkWords([body.issue, body.locus, body.contact], body.website)
      if (body.placeId === null && body.locus.length < 2) throw problems['snap.where']({}, 'placeId')
      return takeSnap(app, visit(app, request, params.code, 'send'), body)
    },
  }),
  route({
    method: 'POST',
    path: `${HOME}/join`,
    access: 'public',
    summary: '随手拍：我也遇到，得到查询码',
    params: SnapCommunity,
    body: SnapJoin,
    answer: SnapTaken,
    run: ({ app, params, body, request }) => {
      checkWords([body.contact], body.website)
      return asResident(app, visit(app, request, params.code, 'send'), async (tx, reader) => {
        const now = app.now()
        await checkJoinable(tx, reader.communityId, body.caseId)
        await takeStep(tx, reader, body.caseId, { step: 'join', version: 1 }, now)
        return { code: await follow(tx, reader.communityId, body, now) }
      })
    },
  }),
  route({
    method: 'POST',
    path: `${HOME}/look`,
    access: 'public',
    summary: '随手拍：凭查询码看进展',
    params: SnapCommunity,
    body: SnapLook,
    answer: SnapProgress,
    run: ({ app, params, body, request }) =>
      asResident(app, visit(app, request, params.code, 'look'), (tx, reader) =>
        progressOf(tx, reader.communityId, body.follow),
      ),
  }),
  route({
    method: 'POST',
    path: `${HOME}/said`,
    access: 'public',
    summary: '随手拍：办结后居民说是否真的整改好了',
    params: SnapCommunity,
    body: SnapSaid,
    answer: SnapProgress,
    run: ({ app, params, body, request }) =>
      asResident(app, visit(app, request, params.code, 'send'), async (tx, reader) => {
        await saySo(tx, reader, body, app.now())
        return progressOf(tx, reader.communityId, body.follow)
      }),
  }),
  route({
    method: 'POST',
    path: `${HOME}/forget`,
    access: 'public',
    summary: '随手拍：居民删去自己留下的联系方式',
    params: SnapCommunity,
    body: SnapLook,
    answer: SnapProgress,
    run: ({ app, params, body, request }) =>
      asResident(app, visit(app, request, params.code, 'send'), async (tx, reader) => {
        await forgetContact(tx, reader, body.follow, app.now())
        return progressOf(tx, reader.communityId, body.follow)
      }),
  }),
]
