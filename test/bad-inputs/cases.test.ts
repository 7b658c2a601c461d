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
