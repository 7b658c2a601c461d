import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import type { RouteSpec } from '#kernel/node/route.ts'
import { routes } from '#server/slices.ts'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import { type BusyOffice, busyOffice } from './busy-office.ts'
import { fromSchema, type Known, NASTY } from './from-schema.ts'

/** Three tries at each route: some three hundred requests. More of them: YBZ_TRIES=50. */
const TRIES = Number(process.env.YBZ_TRIES ?? 3)

describe('garbage at every route', () => {
  let office: BusyOffice
  let known: Known
  /** The last administrator acts; whoever else the garbage happens to dismiss does not matter. */
  let token: string
  before(async () => {
    office = await busyOffice()
    token = await office.tokenOf('fang')
    known = await knownIn(office)
  })
  after(() => office.close())

  // From a new address every time: it is not the limit on requests that is asked about here.
  let asked = 0
  async function ask(request: InjectOptions): Promise<{ status: number; body: { code: string; message: string } }> {
    asked += 1
    const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
    const answer = await office.http.inject({ ...request, remoteAddress })
    // A machine that is too busy says so and is asked again.
    if (answer.statusCode === 503) {
      await pause(500)
      return ask(request)
    }
    const json = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: json ? answer.json() : { code: '', message: '' } }
  }

  async function call(spec: RouteSpec, params: Record<string, string>, query: unknown, body: unknown): Promise<void> {
    const path = spec.path
      .replace(':community', office.community.code)
      .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(wellFormed(params[name] ?? '')))
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
      for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, said(one))
    }
    const url = `${path}${search.size > 0 ? `?${search}` : ''}`
    const sent = spec.method === 'GET' || body === undefined ? undefined : JSON.stringify(body)
    const answer = await ask({
      method: spec.method,
      url,
      headers: {
        'x-ybz': '1',
        cookie: `ybz=${token}`,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent === undefined ? {} : { payload: sent }),
    })
    assert.ok(
      answer.status < 500,
      `${spec.method} ${url} ${sent ?? ''} → ${answer.status} ${JSON.stringify(answer.body)}`,
    )
    if (answer.status < 400) return
    const { code, message } = answer.body
    assert.ok(code.length > 2 && /[\u4e00-\u9fff]/.test(message) && message.length < 1_000, `${url} says: ${message}`)
    assert.doesNotMatch(message, /syntax error|does not exist|relation "|undefined|Error:|\n\s+at /)
  }

  for (const spec of routes) {
    // Signing out would end the test's own session.
    if (spec.method === 'DELETE' && spec.path === '/api/session') continue
    it(`${spec.method} ${spec.path} never answers 5xx`, async () => {
      const names = [...spec.path.matchAll(/:(\w+)/g)].map((found) => found[1]!).filter((name) => name !== 'community')
      const params = spec.params
        ? fromSchema(spec.params, { ...known, id: known[/\/([a-z-]+)\/:id/.exec(spec.path)?.[1] ?? ''] ?? [] })
        : fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...NASTY)])))
      const everything = fc.record({
        params: params.map((value) =>
          Object.fromEntries(Object.entries(value ?? {}).map(([name, text]) => [name, said(text)])),
        ),
        query: spec.query ? fromSchema(spec.query, known) : fc.constant({}),
        body: spec.body ? fromSchema(spec.body, known) : fc.constant(undefined),
      })
      await fc.assert(
        fc.asyncProperty(everything, ({ params, query, body }) => call(spec, params, query, body)),
        { numRuns: TRIES, seed: 20260615, endOnFailure: true },
      )
    })
  }
})

async function knownIn(office: BusyOffice): Promise<Known> {
  const { places, parties, entries, photo, report, accounts } = office
  const { batch, work, row } = await waitingImport(office)
  const duty = (await office.done('qin', 'GET', './duties')).rows[0].id
  const draft = { type: 'screen', placeId: places.elm, quantity: '1', unit: '块', attrs: {}, validFrom: '2026-01-01' }
  const asset = (await office.done('qin', 'POST', './assets', draft)).id
  const profile = { items: [{ key: 'households', value: '300', validFrom: '2026-01-01' }] }
  const fact = (await office.done('qin', 'POST', './profile', profile))[0].id
  const place = Object.values(places)
  const party = Object.values(parties)
  return {
    any: ['2026-01-01', '2026-05-12', '2026-05-31', '榆树院', '2', '0.5', 'x', 'qin', photo, ...place, ...party],
    accounts: [accounts.left!, accounts.shen!],
    parties: party,
    places: place,
    profile: [fact],
    duties: [duty],
    assets: [asset],
    imports: [batch],
    work: [work],
    'pending-rows': [row],
    reports: [report],
    entry: Object.values(entries),
    place,
    below: place,
    placeId: place,
    parentId: place,
    partyId: party,
    stationId: place,
    unitId: [parties.bureau],
    kind: ['cleanup', 'ad-round', 'person', 'meeting'],
    kinds: ['cleanup'],
    role: ['grid-member', 'contracted-unit', 'indicator-owner', 'clerk'],
    type: ['yard', 'grid', 'screen', 'ad'],
    key: ['cleanup.garbage.piles', 'households', 'place.yard.count', 'piles'],
    code: ['own-x', 'cleanup', 'monthly'],
    outline: ['monthly', 'annual'],
    target: ['kind:cleanup', 'kind:problem'],
    sheet: ['环境整治'],
    'amounts key': ['piles', 'tons'],
    'amounts value': ['2', '0.5', '999999999999.999999'],
    'fields key': ['status', 'issue', 'checkItem', 'pointType'],
    'fields value': ['未整改', '已整改', 'constructor'],
    'parties key': ['units', 'teams'],
    'parties value': party,
    'attrs key': ['households', 'buildings', 'managed', 'length'],
    'values key': ['place', 'day', 'm.piles', 'note'],
    'values value': ['榆树院', '5月3日', '3处', '梅园门口'],
    'columns key': ['A', 'B', 'C'],
    'columns value': ['place', 'day', 'm.piles'],
    unit: ['户', '块', '处'],
    text: ['今天在榆树院清理垃圾3处、小广告20条', '5月8日在利民小区清理垃圾0.5吨'],
    measure: ['piles'],
    source: ['# 题\n\n## 一、\n\n{{cleanup.garbage.piles}}', '# 题\n\n{{problems}}'],
    names: ['榆树院门口', '梅园3号楼'],
    indicator: ['water'],
    name: ['榆树院', '老周', '水务局', '新的'],
    chip: ['problem:楼院/垃圾'],
  }
}

/** A file of which one row waits to be mended. */
async function waitingImport(office: BusyOffice): Promise<{ batch: string; work: string; row: string }> {
  const file = madeWorkbook({
    环境整治: [
      ['日期', '地点', '清理垃圾（处）'],
      ['2026-05-03', '榆树院', 3],
      ['2026-05-04', '没有的地方', 2],
    ],
  })
  const { body } = await office.send('qin', './imports', file, '五月.xlsx', { year: '2026' })
  const { workId } = await office.done('qin', 'POST', `./imports/${body.id}/confirm`)
  assert.equal((await office.finished(workId)).state, 'done')
  const { rows } = await office.done('qin', 'GET', './pending-rows')
  return { batch: body.id, work: workId, row: rows[0].id }
}

// A request line holds no half characters: they arrive as what a browser makes of them.
const wellFormed = (text: string): string => text.toWellFormed()
const said = (value: unknown): string => wellFormed(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
