import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'

let office: Office
let gridId = ''
let yardId = ''
const post = async (path: string, body: object) => (await office.as('qin')('POST', path, body)).body
const screen = (quantity: string, more: object = {}) => ({
  type: 'screen',
  placeId: yardId,
  locus: '门口',
  quantity,
  unit: '处',
  attrs: { content: '移风易俗' },
  validFrom: '2026-01-01',
  ...more,
})

before(async () => {
  office = await testOffice()
  gridId = (
    await post('./places', { type: 'grid', name: '滨河网格', parentId: null, attrs: {}, validFrom: '2026-01-01' })
  ).id
  yardId = (
    await post('./places', { type: 'yard', name: '水岸小区', parentId: gridId, attrs: {}, validFrom: '2026-01-01' })
  ).id
})
after(() => office.close())

async function figure(key: string, to: string, placeId?: string) {
  const { app, reader } = office
  return app.db.asReader(reader, async (tx) => {
    const def = (await app.figures.defs(tx, reader)).find((one) => one.key === key)!
    const scope = { from: '2026-01-01', to, placeId }
    const [answer] = await app.figures.answerAll(tx, reader, [{ def, scope }])
    return { answer: answer!, evidence: await app.figures.evidence(tx, reader, def, scope, { offset: 0, limit: 50 }) }
  })
}

describe('assets', () => {
  it('counts by quantity what stands on the last day, and shows the rows behind it', async () => {
    const one = await post('./assets', screen('3'))
    await post('./assets', screen('1'))
    await post('./assets', screen('2', { placeId: null, locus: '南街口', validFrom: '2026-05-01' }))
    assert.deepEqual((await figure('publicity.screen.count', '2026-04-30')).answer, {
      value: '4',
      unit: '处',
      count: 2,
    })
    const { answer, evidence } = await figure('publicity.screen.count', '2026-05-01')
    assert.equal(answer.value, '6')
    assert.equal(
      evidence.rows.reduce((sum, row) => sum + Number(row.amount), 0),
      6,
    )
    assert.ok(evidence.rows.some((row) => row.place === '水岸小区' && row.title === '门口 · 移风易俗'))
    assert.equal((await figure('publicity.screen.count', '2026-05-01', gridId)).answer.value, '4')
    const removed = await post(`./assets/${one.id}/remove`, {
      validTo: '2026-05-20',
      reason: '屏体损坏拆除',
      version: 1,
    })
    assert.equal(removed.version, 2)
    assert.equal((await figure('publicity.screen.count', '2026-05-21')).answer.value, '3')
    assert.equal((await figure('publicity.screen.count', '2026-05-20')).answer.value, '6')
  })

  it('keeps what a correction leaves out and tells its history', async () => {
    const { id } = await post('./assets', {
      ...screen('1', { type: 'board', unit: '块' }),
      attrs: { title: '便民信息' },
      condition: 'faded',
      seenOn: '2026-03-01',
    })
    await post('./assets', {
      ...screen('1', { id, type: 'board', unit: '块' }),
      attrs: {},
      condition: 'intact',
      reason: '已更换',
    })
    const { body } = await office.as('shen')('GET', `./assets/${id}`)
    assert.deepEqual(
      [body.asset.attrs, body.asset.condition, body.asset.seenOn],
      [{ title: '便民信息' }, 'intact', '2026-03-01'],
    )
    assert.deepEqual(
      body.history.map((row: any) => row.event),
      ['asset.corrected', 'asset.added'],
    )
  })

  it('finds by place, condition and words, and adds up only equal units', async () => {
    await post(
      './assets',
      screen('7', { type: 'facility', unit: '台', attrs: { name: '漫步机' }, condition: 'damaged', locus: '' }),
    )
    await post('./assets', screen('2', { type: 'facility', unit: '处', attrs: { name: '充电棚' }, locus: '' }))
    const list = async (query: string) => (await office.as('guo')('GET', `./assets?${query}`)).body
    assert.deepEqual(
      (await list('type=facility')).totals,
      [
        { unit: '台', quantity: '7' },
        { unit: '处', quantity: '2' },
      ].sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    )
    assert.equal((await list('condition=damaged')).total, 1)
    assert.equal((await list(`q=${encodeURIComponent('充电')}&below=${gridId}`)).rows[0].attrs.name, '充电棚')
    assert.equal((await list(`type=facility&limit=1&offset=1`)).rows.length, 1)
  })

  it('refuses what cannot be', async () => {
    const refusal = async (body: object) => (await post('./assets', body)).code
    assert.equal(await refusal(screen('-1')), 'request.invalid')
    assert.equal(await refusal(screen('若干')), 'request.invalid')
    assert.equal(await refusal(screen('1', { type: 'spaceship' })), 'asset.type-unknown')
    assert.equal(await refusal(screen('1', { placeId: null, locus: '' })), 'asset.where-missing')
    assert.equal(await refusal(screen('1', { placeId: '01890000-0000-7000-8000-000000000000' })), 'asset.place-unknown')
    assert.equal(await refusal(screen('1', { validTo: '2025-12-31' })), 'asset.ends-early')
  })
})
