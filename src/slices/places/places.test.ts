import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type Office, testOffice } from '#test/office.ts'

let office: Office
before(async () => (office = await testOffice()))
after(() => office.close())

const yard = (name: string, parentId: string | null, attrs: Record<string, unknown> = {}) => ({
  type: 'yard',
  name,
  parentId,
  attrs,
  validFrom: '2026-01-01',
})

async function add(body: object): Promise<string> {
  const answer = await office.as('qin')('POST', './places', body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}

async function refused(body: object): Promise<string> {
  const answer = await office.as('qin')('POST', './places', body)
  assert.notEqual(answer.status, 200)
  return answer.body.code
}

describe('the register of places', () => {
  it('shows a yard below its grid, with what the clerk wrote and who wrote it', async () => {
    const grid = await add({ type: 'grid', name: '北片网格', parentId: null, attrs: {}, validFrom: '2026-01-01' })
    const id = await add(
      yard('梧桐里小区', grid, { buildings: '4', households: 120, managed: '物业管理', address: '槐荫路２号' }),
    )
    const { body } = await office.as('shen')('GET', `./places/${id}`)
    assert.deepEqual(body.place.path, ['北片网格'])
    assert.deepEqual(body.place.attrs, { buildings: 4, households: 120, managed: true, address: '槐荫路２号' })
    assert.equal(body.history[0].event, 'place.added')
    assert.equal(body.history[0].by, '资料员秦兰')
    const tree = await office.as('guo')('GET', './places/tree')
    assert.ok(tree.body.rows.some((row: any) => row.id === id && row.parentId === grid))
  })

  it('knows where a place is, and asks back when the numbers are turned round', async () => {
    const id = newId()
    const draft = { id, ...yard('听涛苑', null), at: [117.0208, 36.6683] }
    assert.equal(
      (await office.as('qin')('POST', './places', { ...draft, at: [36.6683, 117.0208] })).body.code,
      'place.at-swapped',
    )
    assert.equal(await refused({ ...draft, at: [11.7, 36.6683] }), 'place.at-range')
    await add(draft)
    const { at: _, ...silent } = draft
    assert.equal((await office.as('qin')('POST', './places', silent)).body.outcome, 'unchanged')
    const tree = await office.as('guo')('GET', './places/tree')
    assert.deepEqual(tree.body.rows.find((row: any) => row.id === id).at, [117.0208, 36.6683])
    await add({ ...draft, at: null, version: 1, reason: '位置待核' })
    const { body } = await office.as('qin')('GET', `./places/${id}`)
    assert.equal(body.place.at, null)
    assert.deepEqual(
      body.history.map((row: any) => row.body.at ?? null),
      [null, [117.0208, 36.6683]],
    )
  })

  it('writes nothing when the same is saved twice, and keeps what a correction does not mention', async () => {
    const id = newId()
    const draft = { id, ...yard('玉带巷一号院', null, { households: 30 }) }
    await add(draft)
    assert.equal((await office.as('qin')('POST', './places', draft)).body.outcome, 'unchanged')
    const corrected = await office.as('qin')('POST', './places', {
      ...draft,
      attrs: { buildings: 2 },
      reason: '补登楼栋',
      version: 1,
    })
    assert.equal(corrected.body.version, 2)
    const { body } = await office.as('qin')('GET', `./places/${id}`)
    assert.deepEqual(body.place.attrs, { households: 30, buildings: 2 })
    assert.deepEqual(
      body.history.map((row: any) => [row.version, row.reason]),
      [
        [2, '补登楼栋'],
        [1, null],
      ],
    )
  })

  it('refuses a correction of a version somebody else has changed meanwhile', async () => {
    const id = await add(yard('竹园', null))
    await office.as('qin')('POST', './places', { id, ...yard('竹园小区', null), version: 1 })
    const late = await office.as('fang')('POST', './places', { id, ...yard('竹园里', null), version: 1 })
    assert.equal(late.body.code, 'object.changed')
  })

  it('closes a place on its last day, and only after what stands below it', async () => {
    const id = await add(yard('老粮库院', null))
    const building = await add({ type: 'building', name: '1号楼', parentId: id, attrs: {}, validFrom: '2026-01-01' })
    const close = (place: string, version = 1) =>
      office.as('qin')('POST', `./places/${place}/close`, { validTo: '2026-05-31', reason: '整体拆迁', version })
    assert.equal((await close(id)).body.code, 'place.children-stand')
    assert.equal((await close(building)).status, 200)
    assert.equal((await close(id)).status, 200)
    const names = async (day: string) =>
      (await office.as('qin')('GET', `./places?day=${day}&q=${encodeURIComponent('老粮库')}`)).body.rows.length
    assert.equal(await names('2026-05-31'), 1)
    assert.equal(await names('2026-06-01'), 0)
    const { body } = await office.as('qin')('GET', `./places/${id}`)
    assert.equal(body.history[0].event, 'place.closed')
    assert.equal(body.history[0].reason, '整体拆迁')
  })

  it('moves a place with everything below it', async () => {
    const [east, west] = await Promise.all(
      ['东片', '西片'].map((name) => add({ type: 'grid', name, parentId: null, attrs: {}, validFrom: '2026-01-01' })),
    )
    const id = await add(yard('银杏院', east!))
    const building = await add({ type: 'building', name: '2号楼', parentId: id, attrs: {}, validFrom: '2026-01-01' })
    await office.as('qin')('POST', `./places/${id}/move`, { parentId: west, reason: '网格调整', version: 1 })
    const below = (grid: string) =>
      office
        .as('qin')('GET', `./places?below=${grid}`)
        .then(({ body }) => body.rows.map((row: any) => row.id))
    assert.ok((await below(west!)).includes(building))
    assert.deepEqual(await below(east!), [east])
  })

  it('keeps the tree a tree', async () => {
    const grid = await add({ type: 'grid', name: '环网格', parentId: null, attrs: {}, validFrom: '2026-01-01' })
    const inner = await add({ type: 'grid', name: '内网格', parentId: grid, attrs: {}, validFrom: '2026-01-01' })
    const self = { id: grid, type: 'grid', name: '环网格', parentId: inner, attrs: {}, validFrom: '2026-01-01' }
    assert.equal(await refused(self), 'place.circle')
    assert.equal(await refused(yard('无根院', newId())), 'place.parent-unknown')
    assert.equal(
      await refused({
        type: 'alley',
        name: '斜巷',
        parentId: await add(yard('斜院', grid)),
        attrs: {},
        validFrom: '2026-01-01',
      }),
      'place.parent-unfit',
    )
    assert.equal(await refused(yard(' 斜院 ', grid)), 'place.twice')
    assert.equal(await refused(yard('数院', null, { households: '三十' })), 'field.not-number')
    assert.equal(await refused(yard('数院', null, { 楼层: 3 })), 'field.unknown')
    assert.equal(await refused({ ...yard('早院', null), validTo: '2025-01-01' }), 'place.ends-early')
    assert.equal(await refused({ ...yard('城院', null), type: 'castle' }), 'place.type-unknown')
  })

  it('lets one alias mean one place only, and finds the place by it', async () => {
    const id = await add({ ...yard('纺织厂家属院', null), aliases: ['纺织院'] })
    assert.equal(await refused({ ...yard('纺织新村', null), aliases: ['纺织院'] }), 'place.alias-taken')
    const { body } = await office.as('qin')('POST', './places/resolve', { names: ['纺织院东门', '纺织宿舍'] })
    assert.deepEqual(body.resolutions[0], { placeId: id, locus: '东门' })
    assert.equal(body.resolutions[1].nearest[0].placeId, id)
  })

  it('shows a neighbouring community nothing', async () => {
    const id = await add(yard('界边院', null))
    const answer = await office.as('neighbour')('GET', `/api/c/lindong/places/${id}`)
    assert.equal(answer.body.code, 'place.unknown')
    assert.equal((await office.as('neighbour')('GET', './places')).status, 404)
  })
})
