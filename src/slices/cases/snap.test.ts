import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { RESIDENT } from '#kernel/reader.ts'
import { type Office, testOffice } from '#test/office.ts'

const SETTINGS = {
  snap: true,
  officeHours: [
    [510, 720],
    [870, 1080],
  ],
  quietHours: [1320, 480],
}

/** 随手拍: what a resident can do without an account, and what they can never do. */
describe('the public page', () => {
  let office: Office
  let yard: string
  let building: string
  let visitor = 0

  before(async () => {
    office = await testOffice()
    const grid = await makePlace('grid', '第三网格', null)
    yard = await makePlace('yard', '石榴小区', grid)
    building = await makePlace('building', '2号楼', yard)
  })
  after(() => office.close())

  async function makePlace(type: string, name: string, parentId: string | null): Promise<string> {
    const id = newId()
    const draft = { id, type, name, parentId, attrs: {}, validFrom: '2020-01-01' }
    const { app, reader } = office
    await app.db.asReader(reader, (tx) => app.commands.run({ app, tx, reader }, 'place.save', { items: [draft] }))
    return id
  }

  /** Somebody in the street, each time from another address unless one is given. */
  async function ask(method: 'GET' | 'POST', path: string, body?: unknown, from?: string) {
    visitor += 1
    const answer = await office.http.inject({
      method,
      url: `/api/snap/${path}`,
      remoteAddress: from ?? `10.1.${visitor >> 8}.${visitor & 255}`,
      headers: { 'x-ybz': '1' },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return { status: answer.statusCode, body: answer.json(), raw: answer.body }
  }
  const report = (more: object = {}) => ({ issue: '垃圾桶满了没人收', placeId: yard, ...more })
  const turn = (snap: boolean) => office.as('fang')('PUT', './case-settings', { ...SETTINGS, snap })
  const clerk = (method: 'GET' | 'POST', path: string, body?: unknown) => office.as('qin')(method, path, body)
  const caseOf = async (issue: string) => {
    const list = await clerk('GET', `./cases?text=${encodeURIComponent(issue)}`)
    return list.body.rows[0]
  }
  const step = async (id: string, body: object) => {
    const { version } = (await clerk('GET', `./cases/${id}`)).body
    return office.as('qin')('POST', `./cases/${id}/steps`, { version, ...body })
  }

  it('is not there until the office turns it on, and looks like a community that does not exist', async () => {
    const off = await ask('GET', 'huaiyin')
    const unknown = await ask('GET', 'nowhere')
    assert.equal(off.status, 404)
    assert.deepEqual(off.body, unknown.body)
    const refused = await ask('POST', 'huaiyin', report())
    assert.deepEqual([refused.status, refused.body], [404, (await ask('POST', 'nowhere', report())).body])
    assert.equal((await office.as('qin')('PUT', './case-settings', SETTINGS)).status, 403)
    assert.equal((await turn(true)).status, 200)
    assert.equal((await ask('GET', 'huaiyin')).status, 200)
  })

  it('shows grids, yards and alleys by name, and no building', async () => {
    const { body } = await ask('GET', 'huaiyin')
    assert.equal(body.community, '槐荫路社区')
    assert.deepEqual(
      body.places.map((place: { name: string; within: string }) => [place.name, place.within]),
      [
        ['石榴小区', '第三网格'],
        ['第三网格', ''],
      ],
    )
    assert.equal((await ask('POST', 'huaiyin', report({ placeId: building }))).status, 422)
  })

  it('takes a report with a picture, and the code shows how it stands', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#567' } })
      .jpeg()
      .toBuffer()
    const issue = '三单元门口堆着旧沙发'
    const taken = await ask(
      'POST',
      'huaiyin',
      report({ issue, photo: picture.toString('base64'), contact: '13900001111' }),
    )
    assert.equal(taken.status, 200, taken.raw)
    assert.match(taken.body.code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    const row = await caseOf(issue)
    assert.deepEqual([row.source, row.state, row.photos, row.place], ['resident', 'reported', 1, '石榴小区'])
    const look = await ask('POST', 'huaiyin/look', { follow: taken.body.code.toLowerCase().replaceAll('-', '') })
    assert.deepEqual([look.body.state, look.body.asks, look.body.hasContact], ['to-accept', false, true])
    assert.doesNotMatch(look.raw, /139/)
    const other = await ask('POST', 'huaiyin/look', { follow: '0000-0000-0000' })
    assert.equal(other.status, 404)
  })

  it('keeps the contact out of the history, from those who may not see it, and lets it be erased', async () => {
    const row = await caseOf('三单元门口堆着旧沙发')
    const history = await office.app.db.asOwner((tx) => tx.selectFrom('history').selectAll().execute())
    assert.doesNotMatch(JSON.stringify(history.map(({ body }) => body)), /13900001111/)
    assert.equal(history.filter(({ actor }) => actor === RESIDENT).length, 1)
    const path = `./cases/${row.id}/followers`
    assert.equal((await clerk('GET', path)).body[0].contact, '13900001111')
    for (const who of ['guo', 'shen'] as const) assert.equal((await office.as(who)('GET', path)).status, 403)
    assert.equal((await office.as('qin')('POST', `${path}/erase`)).status, 403)
    assert.deepEqual((await office.as('fang')('POST', `${path}/erase`)).body, { erased: 1 })
    assert.equal((await clerk('GET', path)).body[0].contact, '')
  })

  it('says a neighbour’s words only after the office accepted them, without numbers, and lets another join', async () => {
    const issue = '路灯坏了请打13812345678'
    await ask('POST', 'huaiyin', report({ issue }))
    const near = () => ask('GET', `huaiyin/near?place=${yard}`)
    assert.equal((await near()).body.length, 0)
    const { id } = await caseOf('路灯坏了')
    assert.equal((await ask('POST', 'huaiyin/join', { caseId: id })).status, 409)
    await step(id, { step: 'accept' })
    const shown = await near()
    assert.deepEqual(
      shown.body.map((one: { words: string }) => one.words),
      ['路灯坏了请打138****5678'],
    )
    const joined = await ask('POST', 'huaiyin/join', { caseId: id })
    assert.equal(joined.status, 200, joined.raw)
    assert.equal((await clerk('GET', `./cases/${id}`)).body.joins, 1)
    assert.equal((await ask('POST', 'huaiyin/look', { follow: joined.body.code })).body.state, 'to-dispatch')
  })

  it('never lets a problem of the office’s own be joined or looked at', async () => {
    const own = (
      await clerk('POST', './cases', { issue: '墙上小广告', placeId: yard, severity: 'ordinary', source: 'patrol' })
    ).body
    assert.equal((await ask('POST', 'huaiyin/join', { caseId: own.id })).status, 409)
    const near = await ask('GET', `huaiyin/near?place=${yard}`)
    assert.ok(!near.raw.includes('墙上小广告'))
  })

  it('never shows what a resident told the office only, though the office wrote it down as theirs', async () => {
    const told = { issue: '四楼住户半夜吵闹', placeId: yard, severity: 'ordinary', source: 'resident' }
    const { id } = (await clerk('POST', './cases', told)).body
    const near = await ask('GET', `huaiyin/near?place=${yard}`)
    assert.ok(!near.raw.includes('半夜吵闹'))
    assert.equal((await ask('POST', 'huaiyin/join', { caseId: id })).status, 409)
  })

  it('asks once it is closed; a no reaches the office, which opens it again, and the code follows', async () => {
    const issue = '井盖松动踩上去响'
    const { code } = (await ask('POST', 'huaiyin', report({ issue }))).body
    const { id } = await caseOf(issue)
    assert.equal((await ask('POST', 'huaiyin/said', { follow: code, fixed: false })).status, 409)
    await step(id, { step: 'accept' })
    await step(id, { step: 'dispatch', partyId: null })
    await step(id, { step: 'feed-back', note: '已紧固井盖' })
    const version = (await clerk('GET', `./cases/${id}`)).body.version
    const passed = await office.as('fang')('POST', `./cases/${id}/steps`, {
      step: 'pass',
      version,
      note: '现场看过，不响了',
    })
    assert.equal(passed.status, 200, JSON.stringify(passed.body))
    assert.equal((await clerk('POST', `./cases/${id}/open-again`)).status, 409)
    const asked = await ask('POST', 'huaiyin/look', { follow: code })
    assert.deepEqual([asked.body.asks, asked.body.state], [true, 'done'])
    assert.doesNotMatch(asked.raw, /紧固|不响|方敏|秦兰/)
    assert.equal((await ask('POST', 'huaiyin/said', { follow: code, fixed: false })).body.said, 'not-fixed')
    assert.equal((await clerk('GET', `./cases/${id}/followers`)).body[0].said, 'not-fixed')
    const again = await clerk('POST', `./cases/${id}/open-again`)
    assert.equal(again.status, 200, JSON.stringify(again.body))
    const opened = (await clerk('GET', `./cases/${again.body.id}`)).body
    assert.deepEqual([opened.relapseOf, opened.source, opened.state], [id, 'resident', 'accepted'])
    assert.equal((await clerk('POST', `./cases/${id}/open-again`)).status, 409)
    const followed = await ask('POST', 'huaiyin/look', { follow: code })
    assert.deepEqual([followed.body.state, followed.body.said], ['to-dispatch', ''])
    // Opened again by the office, and still in the resident's own words.
    assert.ok((await ask('GET', `huaiyin/near?place=${yard}`)).raw.includes(issue))
  })

  it('refuses machines, markup, files that are no picture, and what is too long', async () => {
    const wrong: [object, number][] = [
      [report({ website: 'http://x' }), 422],
      [report({ issue: '<img src=x onerror=alert(1)>' }), 422],
      [report({ photo: Buffer.from('<svg onload="x">').toString('base64') }), 400],
      [report({ photo: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64') }), 415],
      [report({ issue: '长'.repeat(301) }), 400],
      [report({ source: 'patrol' }), 400],
      [report({ placeId: null }), 422],
      [report({ photo: 'A'.repeat(1_400_001) }), 400],
    ]
    for (const [body, status] of wrong) assert.equal((await ask('POST', 'huaiyin', body)).status, status)
  })

  it('takes only so much from one address in a day', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 42; at += 1) {
      statuses.push((await ask('POST', 'huaiyin/said', { follow: '0000-0000-0001', fixed: true }, '10.9.9.9')).status)
    }
    assert.deepEqual([statuses[39], statuses[40], statuses[41]], [404, 429, 429])
    assert.equal((await ask('POST', 'huaiyin/said', { follow: '0000-0000-0001', fixed: true })).status, 404)
    const { now } = office.clock
    office.clock.now = new Date('2026-06-15T16:01:00Z')
    assert.equal((await ask('POST', 'huaiyin/said', { follow: '0000-0000-0001', fixed: true }, '10.9.9.9')).status, 404)
    office.clock.now = now
  })

  it('stays up under a flood, and the office is answered before the flood has run out', async () => {
    const picture = (
      await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#357' } })
        .png()
        .toBuffer()
    ).toString('base64')
    let pending = 0
    const flood = Array.from({ length: 300 }, async (_, at) => {
      pending += 1
      const sent =
        at % 3 === 0
          ? ask('POST', 'huaiyin', report({ issue: `第${at}处乱停车`, photo: picture }))
          : at % 3 === 1
            ? ask('GET', 'huaiyin')
            : ask('POST', 'huaiyin/look', { follow: '0000-0000-0002' })
      const { status } = await sent
      pending -= 1
      return status
    })
    const list = await clerk('GET', './cases')
    const left = pending
    assert.equal(list.status, 200)
    assert.ok(left > 0, 'the office did not wait for the flood to end')
    const saved = await clerk('POST', './cases', {
      issue: '台阶破损',
      placeId: yard,
      severity: 'ordinary',
      source: 'patrol',
    })
    assert.equal(saved.status, 200)
    const statuses = new Set(await Promise.all(flood))
    for (const status of statuses) assert.ok([200, 404, 429].includes(status), String(status))
    assert.ok(statuses.has(200) && statuses.has(429))
    assert.equal((await ask('GET', 'huaiyin')).status, 200)
  })

  it('is gone at once when the office turns it off', async () => {
    await turn(false)
    assert.deepEqual((await ask('GET', 'huaiyin')).body, (await ask('GET', 'nowhere')).body)
  })
})
