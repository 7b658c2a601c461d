import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { preparePhoto } from '#kernel/node/photos/prepare-photo.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { sourceAddress } from '#kernel/node/source-address.ts'
import type { Reader } from '#kernel/reader.ts'
import { ById, Id } from '#kernel/shapes.ts'
import { caseProblems } from './problems.ts'
import { type SnapGate, snapGateOf } from './snap-gate.ts'
import { snapNotice } from './snap-notice.ts'
import { snapProblems as problems } from './snap-problems.ts'
import { residentIn } from './snap-reader.ts'
import { hasMarkup } from './snap-rules.ts'
import {
  CaseSettings,
  Follower,
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
import { eraseContacts, followersOf, openAgain } from './store-followers.ts'
import { reportCases } from './store-report.ts'
import { caseSettings, saveCaseSettings } from './store-settings.ts'
import {
  checkJoinable,
  findSnapCommunity,
  follow,
  forgetContact,
  openNear,
  progressOf,
  publicPlaces,
  reportedOn,
  saySo,
} from './store-snap.ts'
import { takeStep } from './store-step.ts'

const HOME = '/api/snap/:code'

/** Of one day: what one address may send, what it may look up, and what a whole community takes in. */
const MOST_SENT = 40
const MOST_LOOKS = 400
const MOST_OF_COMMUNITY = 300
/** Whatever is written through the page of one community in a day, joins and answers too. */
const MOST_WRITES = 2_000

interface Visit {
  gate: SnapGate
  lane: SnapGate['read']
  code: string
}

/** Works for a resident in the community of a public page, behind its narrow door. @throws request.not-found */
async function asResident<T>(
  app: App,
  { gate, lane, code }: Visit,
  work: (tx: Tx, reader: Reader, name: string) => Promise<T>,
): Promise<T> {
  return lane(async () => {
    const { id, name } = await app.db.asGate((tx) => findSnapCommunity(tx, code))
    if (lane === gate.write) gate.count(`of ${id}`, MOST_WRITES, app.now())
    const reader = residentIn(id)
    return app.db.asReader(reader, (tx) => work(tx, reader, name))
  })
}

function visit(app: App, request: { ip: string }, code: string, kind: 'look' | 'send' | 'page'): Visit {
  const gate = snapGateOf(app)
  const most = { page: Infinity, look: MOST_LOOKS, send: MOST_SENT }[kind]
  if (most !== Infinity) gate.count(`${kind} ${sourceAddress(request.ip)}`, most, app.now())
  return { gate, code, lane: kind === 'send' ? gate.write : gate.read }
}

function checkWords(texts: string[], website: string): void {
  if (website !== '') throw problems['snap.refused']()
  if (texts.some(hasMarkup)) throw problems['snap.only-words']()
}

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
    answer: SnapTaken,
    run: async ({ app, params, body, request }) => {
      checkWords([body.issue, body.locus, body.contact], body.website)
      if (body.placeId === null && body.locus.length < 2) throw problems['snap.where']({}, 'placeId')
      const at = visit(app, request, params.code, 'send')
      // The community is looked up before any work on a picture, so that a page that is off costs nothing.
      await asResident(app, at, async (tx, reader) => {
        const now = app.now()
        if ((await reportedOn(tx, reader.communityId, dayAt(now))) >= MOST_OF_COMMUNITY) throw problems['snap.enough']()
      })
      const picture = body.photo ? await at.gate.picture(() => preparePhoto(Buffer.from(body.photo!, 'base64'))) : null
      const sha256 = picture && (await app.blobs.put(picture.bytes))
      return asResident(app, at, async (tx, reader) => {
        const now = app.now()
        if (body.placeId && (await publicPlaces(tx, reader.communityId, dayAt(now), body.placeId)).length === 0) {
          throw caseProblems['case.place-unknown']({}, 'placeId')
        }
        if (picture) await app.commands.run({ app, tx, reader }, 'photo.note', { sha256: sha256!, photo: picture })
        const { issue, placeId, locus, contact } = body
        const draft = {
          ...(body.id ? { id: body.id } : {}),
          severity: 'ordinary' as const,
          source: 'resident' as const,
          issue,
          placeId,
          locus,
          ...(sha256 ? { photos: [{ sha256, role: 'scene' as const }] } : {}),
        }
        const [saved] = await reportCases(tx, reader, [draft], now)
        return { code: await follow(tx, reader.communityId, { caseId: saved!.id, contact }, now) }
      })
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
    body: CaseSettings,
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
