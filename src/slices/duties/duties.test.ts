import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'
import { dutyPlaces } from './store-duty-places.ts'

let office: Office
const ids: Record<string, string> = {}

const post = async (path: string, body: object) => (await office.as('qin')('POST', path, body)).body
const get = async (path: string) => (await office.as('qin')('GET', path)).body
const duty = (party: string, role: string, place: string | null, validFrom: string, more: object = {}) =>
  post('./duties', { partyId: ids[party], role, placeId: place && ids[place], validFrom, ...more })

before(async () => {
  office = await testOffice()
  const place = async (type: string, name: string, parent: string | null, attrs: object = {}) => {
    const body = { type, name, parentId: parent && ids[parent], attrs, validFrom: '2026-01-01' }
    ids[name] = (await post('./places', body)).id
  }
  const party = async (kind: string, name: string, more: object = {}) => {
    ids[name] = (await post('./parties', { kind, name, attrs: {}, validFrom: '2026-01-01', ...more })).id
  }
  await place('grid', '南片', null)
  await place('yard', '杏园', '南片', { households: 88, buildings: 3 })
  await place('building', '5号楼', '杏园')
  await place('yard', '桃园', '南片')
  await place('alley', '鼓楼巷', null)
  await party('unit', '市档案馆')
  await party('unit', '区税务局')
  await party('person', '贺兰', { phone: '13800002233' })
  await party('person', '向川')
})
after(() => office.close())

describe('duties', () => {
  it('tells who answered for a place on a day, the nearest first', async () => {
    await duty('市档案馆', 'contracted-unit', '南片', '2026-01-01')
    await duty('贺兰', 'contracted-cadre', '杏园', '2026-02-01')
    const on = async (day: string, who: 'qin' | 'guo' = 'qin') =>
      (await office.as(who)('GET', `./duties/answering?place=${ids['5号楼']}&day=${day}`)).body
    assert.deepEqual(
      (await on('2026-02-01')).map((row: any) => [row.distance, row.roleLabel, row.partyName, row.phone]),
      [
        [1, '包院干部', '贺兰', '13800002233'],
        [2, '包抓单位', '市档案馆', ''],
      ],
    )
    assert.deepEqual(
      (await on('2026-01-31')).map((row: any) => row.partyName),
      ['市档案馆'],
    )
    assert.equal((await on('2026-02-01', 'guo'))[0].phone, '138****2233')
  })

  it('lists gaps and overlaps of a period', async () => {
    await duty('区税务局', 'contracted-unit', '南片', '2026-04-01', { validTo: '2026-04-10' })
    const { body } = await office.as('shen')('GET', './duties/coverage?from=2026-03-01&to=2026-04-30')
    assert.equal(body.places, 4)
    assert.deepEqual(
      body.gaps.map((gap: any) => [gap.placeName, gap.from, gap.to, gap.open]),
      [['鼓楼巷', '2026-03-01', '2026-04-30', true]],
    )
    assert.deepEqual(
      body.overlaps.map((one: any) => [
        one.placeName,
        one.roleLabel,
        one.from,
        one.to,
        one.holders.map((h: any) => h.partyName),
      ]),
      [['南片', '包抓单位', '2026-04-01', '2026-04-10', ['市档案馆', '区税务局']]],
    )
  })

  it('hands over in one act that leaves no day between', async () => {
    const started = await duty('贺兰', 'contracted-cadre', '桃园', '2026-01-01')
    const hand = (day: string, party = '向川') =>
      post(`./duties/${started.id}/hand-over`, { partyId: ids[party], day, reason: '工作调动', version: 1 })
    assert.equal((await hand('2026-01-01')).code, 'duty.hand-over-early')
    assert.equal((await hand('2026-05-01', '贺兰')).code, 'duty.hand-over-same')
    const done = await hand('2026-05-01')
    assert.equal(done.ended.version, 2)
    const old = await get(`./duties/${started.id}`)
    assert.deepEqual(
      [old.duty.validTo, old.history[0].event, old.history[0].reason],
      ['2026-04-30', 'duty.ended', '工作调动'],
    )
    const fresh = await get(`./duties/${done.started.id}`)
    assert.deepEqual([fresh.duty.partyName, fresh.duty.validFrom, fresh.duty.validTo], ['向川', '2026-05-01', null])
    assert.equal((await hand('2026-06-01')).code, 'object.changed')
  })

  it('refuses a role nobody of that kind holds, or that is not held there', async () => {
    assert.equal((await duty('贺兰', 'contracted-unit', '杏园', '2026-01-01')).code, 'duty.party-unfit')
    assert.equal((await duty('贺兰', 'grid-head', '杏园', '2026-01-01')).code, 'duty.place-unfit')
    assert.equal((await duty('贺兰', 'grid-head', null, '2026-01-01')).code, 'duty.target-missing')
    assert.equal((await duty('贺兰', 'emperor', '杏园', '2026-01-01')).code, 'duty.role-unknown')
    assert.equal(
      (await duty('贺兰', 'building-head', '5号楼', '2026-03-01', { validTo: '2026-02-01' })).code,
      'duty.ends-early',
    )
  })

  it('is registered once however often it is said', async () => {
    const first = await duty('贺兰', 'building-head', '5号楼', '2026-01-01')
    const again = await duty('贺兰', 'building-head', '5号楼', '2026-01-01')
    assert.deepEqual([again.id, again.outcome], [first.id, 'unchanged'])
  })

  it("cuts a grid member's view to the places of running duties and what is below", async () => {
    await duty('向川', 'grid-member', '杏园', '2026-03-01', { validTo: '2026-03-31' })
    const places = (day: string) =>
      office.app.db.asReader({ ...office.reader, places: [] }, (tx) =>
        dutyPlaces(tx, office.community.id, [ids['向川']!], day),
      )
    assert.deepEqual((await places('2026-03-31')).sort(), [ids['杏园'], ids['5号楼']].sort())
    assert.deepEqual(await places('2026-04-01'), [])
    assert.deepEqual(await places('2026-02-28'), [])
  })

  it("speaks the community's own word for 包抓", async () => {
    const { body } = await office.as('fang')('GET', './settings')
    await office.as('fang')('PUT', './settings', { ...body, baozhua: '包联' })
    const roles = await get('./duty-roles')
    assert.equal(roles.word, '包联')
    assert.ok(roles.roles.some((role: any) => role.label === '包联单位'))
  })

  it('prints a board for a place, with numbers only when asked for and allowed', async () => {
    const board = (who: 'qin' | 'shen' | 'guo', more = '') =>
      office.as(who)('GET', `./duties/notice-board?place=${ids['杏园']}&day=2026-02-10${more}`)
    const plain = await board('qin')
    assert.equal(plain.status, 200)
    assert.equal(plain.raw.subarray(0, 2).toString(), 'PK')
    assert.equal((await board('guo')).status, 403)
    const all = await office.as('qin')('GET', './duties/notice-board?day=2026-02-10')
    assert.equal(all.status, 200)
    assert.ok(all.raw.length > plain.raw.length)
  })
})
