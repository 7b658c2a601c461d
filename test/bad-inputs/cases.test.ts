import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { type BusyOffice, busyOffice, FAR } from './busy-office.ts'

// Numbers are those of docs/security-cases.md, tried on problems.
describe('bad inputs: problems', () => {
  let office: BusyOffice
  /** At the far yard, where the grid member has no duty. */
  let far: string
  let photo: string

  before(async () => {
    office = await busyOffice()
    far = (await office.done('qin', 'POST', './cases', { issue: FAR, placeId: office.places.plum })).id
    const picture = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'brown' } })
      .jpeg()
      .toBuffer()
    photo = (await office.send('qin', `./cases/${far}/photos?role=before`, picture, '前.jpg')).body.sha256
  })
  after(() => office.close())

  const version = async (id: string) => (await office.done('qin', 'GET', `./cases/${id}`)).version
  const fresh = async (more: object = {}) =>
    (await office.done('qin', 'POST', './cases', { issue: '楼道灯不亮', placeId: office.places.elm, ...more }))
      .id as string

  it('case 1: a photo opens through its own case only, and only to whom that is open', async () => {
    const path = `./cases/${far}/photos/${photo}`
    assert.equal((await office.as('qin')('GET', path)).status, 200)
    for (const [who, status] of [
      ['stranger', 401],
      ['neighbour', 404],
      ['guo', 404],
    ] as const)
      for (const door of [path, `${path}/thumb`]) assert.equal((await office.as(who)('GET', door)).status, status)
    const mine = (await office.done('guo', 'POST', './cases', { issue: '井盖松动', placeId: office.places.elm })).id
    assert.equal((await office.as('guo')('GET', `./cases/${mine}/photos/${photo}`)).status, 404)
    // Nor does it open as the photo of a record of the ledger.
    assert.equal((await office.as('guo')('GET', `./entries/${office.entries.near}/photos/${photo}`)).status, 404)
  })

  it('case 2: no filter, count or list of likely duplicates shows what is beyond the grid', async () => {
    const { plum, south } = office.places
    for (const query of [
      '',
      `?below=${south}`,
      `?below=${plum}`,
      `?text=${encodeURIComponent(FAR)}`,
      '?ended=open',
      '?sort=due',
      '?from=2020-01-01&to=2030-01-01',
    ]) {
      const list = await office.done('guo', 'GET', `./cases${query}`)
      assert.ok(!JSON.stringify(list).includes(FAR), query)
      assert.ok(list.rows.length <= list.total)
    }
    assert.deepEqual(await office.done('guo', 'GET', `./cases/alike?place=${plum}`), [])
    assert.ok(!JSON.stringify(await office.done('guo', 'GET', './cases/common')).includes('梅'))
  })

  it('case 4: what one may not see cannot be moved by any door, and looks as if it were not there', async () => {
    const nothing = newId()
    for (const id of [far, nothing]) {
      const step = await office.as('guo')('POST', `./cases/${id}/steps`, { step: 'join', version: 1 })
      assert.deepEqual([step.status, step.body.code], [404, 'case.unknown'])
    }
    const [seen, absent] = await Promise.all([far, nothing].map((id) => office.as('guo')('GET', `./cases/${id}`)))
    assert.equal(seen!.raw.toString(), absent!.raw.toString())
    const pictured = await office.send('guo', `./cases/${far}/photos`, Buffer.from('x'), 'a.jpg')
    assert.equal(pictured.status, 404)
    const bulk = await office.as('guo')('POST', './cases/dispatch', { items: [{ id: far, version: 1 }], to: 'by-duty' })
    assert.equal(bulk.status, 403)
  })

  it('case 11: nobody writes state, author, closing or rank into a report', async () => {
    for (const extra of [
      { state: 'closed' },
      { handedDown: true },
      { author: newId() },
      { closing: 'self' },
      { communityId: office.other.id },
      { community_id: office.other.id },
      { position: 1 },
      { relapseOf: far },
      { photos: [{ sha256: photo, role: 'after' }] },
    ]) {
      const answer = await office.as('qin')('POST', './cases', { issue: '灯不亮', placeId: null, ...extra })
      assert.equal(answer.status, 400, JSON.stringify(extra))
    }
    for (const source of ['import', 'sample']) {
      const answer = await office.as('qin')('POST', './cases', { issue: '灯不亮', placeId: null, source })
      assert.equal(answer.status, 400)
    }
  })

  it('case 21: a session that lost its rights takes no step more', async () => {
    const id = await fresh()
    const token = await office.tokenOf('guo')
    await office.done('fang', 'PUT', `./accounts/${office.accounts.guo}`, { status: 'disabled' })
    const step = { step: 'join', version: await version(id) }
    const late = await office.as('stranger')('POST', `./cases/${id}/steps`, step, { cookie: `ybz=${token}` })
    assert.equal(late.status, 401)
    await office.done('fang', 'PUT', `./accounts/${office.accounts.guo}`, { status: 'active' })
  })

  it('case 34, 41, 42, 44: text of every odd sort is kept as written or refused with its place', async () => {
    const written = ['<img src=x onerror=alert(1)>灯', '𠮷祥巷灯坏', '灯\u202E坏了吗', 'a'.repeat(500)]
    for (const issue of written) {
      const id = await fresh({ issue })
      // Marks that turn the writing round are taken out wherever text comes in.
      assert.equal((await office.done('qin', 'GET', `./cases/${id}`)).issue, issue.replace('\u202E', ''))
    }
    for (const issue of [
      '',
      ' ',
      '灯',
      'a'.repeat(501),
      'a'.repeat(1_000_000),
      '灯\u0000坏',
      '灯\uD800坏',
      7,
      null,
      ['灯坏'],
      {},
    ]) {
      const answer = await office.as('qin')('POST', './cases', { issue, placeId: null })
      assert.ok(answer.status >= 400 && answer.status < 500, JSON.stringify(issue)?.slice(0, 20))
      assert.ok(answer.body.message.length > 5)
    }
  })

  it('case 62: a step twice, of an old or an impossible version, or on impossible days', async () => {
    const id = await fresh()
    const dispatch = { step: 'dispatch', version: 1, partyId: null }
    assert.equal((await office.as('qin')('POST', `./cases/${id}/steps`, dispatch)).status, 200)
    assert.equal((await office.as('qin')('POST', `./cases/${id}/steps`, dispatch)).body.code, 'object.changed')
    for (const odd of [0, -1, 1.5, 2 ** 53, '2', null, Number.NaN])
      assert.equal((await office.as('qin')('POST', `./cases/${id}/steps`, { step: 'start', version: odd })).status, 400)
    for (const until of ['2026-02-30', '1970-01-01', '9999-99-99', 'tomorrow', '2026-06-01']) {
      const ask = { step: 'ask-extension', version: 2, until, reason: '等料' }
      const answer = await office.as('qin')('POST', `./cases/${id}/steps`, ask)
      assert.ok([400, 422].includes(answer.status), until)
    }
    for (const limit of [
      { n: 0, unit: 'working-days' },
      { n: -1, unit: 'working-days' },
      { n: 1e9, unit: 'working-days' },
      { n: 1, unit: 'weeks' },
    ]) {
      const other = await fresh()
      const answer = await office.as('qin')('POST', `./cases/${other}/steps`, { ...dispatch, limit })
      assert.equal(answer.status, 400)
    }
    const ahead = await office.as('qin')('POST', './cases', { issue: '灯不亮', placeId: null, foundOn: '2099-01-01' })
    assert.equal(ahead.body.code, 'case.found-ahead')
  })

  it('takes a step it does not know, or with words that belong to another, as a mistake', async () => {
    const id = await fresh()
    for (const step of [
      { step: 'close', version: 1 },
      { step: '__proto__', version: 1 },
      { step: 'accept', version: 1, partyId: null },
      { step: 'decline', version: 1 },
      { step: 'decline', version: 1, reason: '  ' },
      { version: 1 },
      {},
    ])
      assert.equal((await office.as('qin')('POST', `./cases/${id}/steps`, step)).status, 400, JSON.stringify(step))
    assert.equal(await version(id), 1)
  })

  it('leaves a sample with the office that drew it: no other day or person takes it away', async () => {
    const id = await fresh({ fixedOnSpot: '当场换了灯泡' })
    const step = async (who: 'qin' | 'tang', name: string, more: object = {}) =>
      office.as(who)('POST', `./cases/${id}/steps`, { step: name, version: await version(id), ...more })
    assert.equal((await step('tang', 'draw-sample')).status, 200)
    for (const [name, more] of [
      ['schedule-recheck', { on: '2026-06-30' }],
      ['redraw', { reason: '换个人看' }],
    ] as const) {
      const refused = await step('qin', name, more)
      assert.deepEqual([refused.status, refused.body.code], [403, 'case.step-role'], name)
    }
    const seen = await office.done('qin', 'GET', `./cases/${id}`)
    assert.ok(!seen.steps.includes('schedule-recheck') && !seen.steps.includes('redraw'))
    assert.deepEqual([seen.recheckKind, seen.recheckOn], ['sample', '2026-06-15'])
  })

  it('lets nobody draw until they are drawn themselves', async () => {
    const id = await fresh()
    const step = async (who: 'qin' | 'fang', name: string, more: object = {}) =>
      office.done(who, 'POST', `./cases/${id}/steps`, { step: name, version: await version(id), ...more })
    await step('fang', 'self-close', { note: '换了灯泡' })
    await step('qin', 'schedule-recheck', { on: '2026-06-20' })
    const drawn = async () => (await office.done('qin', 'GET', `./cases/${id}`)).recheckBy
    const first = await drawn()
    for (const day of [21, 22, 23, 24, 25]) {
      await step('qin', 'schedule-recheck', { on: `2026-06-${day}` })
      assert.equal(await drawn(), first, 'another day keeps the person')
    }
    for (let n = 0; n < 6; n += 1) {
      await step('qin', 'redraw', { reason: '请假' })
      assert.ok(!(await drawn()).includes('秦兰'))
    }
  })

  it('gives no more time than the superior by sending back and handing out again', async () => {
    const { id } = await office.done('tang', 'POST', './cases', { issue: '路灯不亮', placeId: office.places.elm })
    const step = async (who: 'qin' | 'tang', name: string, more: object = {}) =>
      office.as(who)('POST', `./cases/${id}/steps`, { step: name, version: await version(id), ...more })
    const limit = { n: 3, unit: 'calendar-days' }
    assert.equal((await step('tang', 'dispatch', { partyId: office.parties.bureau, limit })).status, 200)
    assert.equal((await step('qin', 'return', { reason: '不归水务局管' })).status, 200)
    const longer = await step('qin', 'dispatch', { partyId: null, limit: { n: 400, unit: 'calendar-days' } })
    assert.deepEqual([longer.status, longer.body.code], [403, 'case.time-above'])
    assert.equal((await step('qin', 'dispatch', { partyId: null })).status, 200)
  })

  it('takes no picture of the place before as the one after', async () => {
    const id = await fresh()
    const picture = await sharp({ create: { width: 11, height: 7, channels: 3, background: 'navy' } })
      .jpeg()
      .toBuffer()
    const add = (role: string) => office.send('qin', `./cases/${id}/photos?role=${role}`, picture, '灯.jpg')
    assert.equal((await add('scene')).status, 200)
    assert.equal((await add('before')).status, 200)
    assert.equal((await add('after')).body.code, 'case.photo-same')
  })

  it('writes no name of a person into the history of papers and accounts, and whom an account stands for by number', async () => {
    const id = await fresh()
    const dispatch = { step: 'dispatch', version: 1, partyId: office.parties.keeper }
    await office.done('qin', 'POST', `./cases/${id}/steps`, dispatch)
    const [paper] = await office.done('qin', 'POST', './cases/papers', { kind: 'dispatch', caseIds: [id] })
    const sent = await office.done('fang', 'POST', `./cases/papers/${paper.id}/send`, { version: 1 })
    assert.deepEqual([sent.addressee, sent.rows[0].party], ['老周', '老周'], 'the paper itself says to whom')
    const kept = await office.app.db.asOwner((tx) =>
      sql<{ type: string; body: object }>`select object_type as type, body from history
        where object_id = any(${[paper.id, office.accounts.guo]}::uuid[])`.execute(tx),
    )
    assert.ok(kept.rows.length >= 4)
    assert.ok(!/老周|郭强/.test(JSON.stringify(kept.rows)))
    assert.ok(
      kept.rows.some(({ type, body }) => type === 'account' && JSON.stringify(body).includes(office.parties.guo)),
    )
  })

  it('keeps the closing rules where no code path reaches', async () => {
    const id = await fresh({ source: 'hotline' })
    const break_ = (set: string) =>
      office.app.db.asOwner((tx) => sql`update problem_case set ${sql.raw(set)} where id = ${id}::uuid`.execute(tx))
    await assert.rejects(break_(`closing = 'self', closed_at = now(), closed_by = author`), /closed_by_itself/)
    await assert.rejects(
      break_(`closing = 'checked', closed_at = now(), closed_by = author, fixers = array[author]`),
      /closed_by_another/,
    )
  })
})
