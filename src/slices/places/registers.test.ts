import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FigureScope } from '#kernel/figure.ts'
import { type Office, testOffice } from '#test/office.ts'
import type { PlaceDraft, ProfileFactDraft } from './schema.ts'

let office: Office
before(async () => (office = await testOffice()))
after(() => office.close())

const place = (id: string, type: string, name: string, parentId: string | null, attrs = {}): PlaceDraft => ({
  id,
  type,
  name,
  parentId,
  attrs,
  validFrom: '2024-01-01',
})
const id = (number: number): string => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`
const fact = (key: string, value: string, unit: string): ProfileFactDraft => ({
  key,
  value,
  unit,
  validFrom: '2024-01-01',
})

async function ask(key: string, scope: Partial<FigureScope> = {}) {
  const { app, reader } = office
  return app.db.asReader(reader, async (tx) => {
    const def = (await app.figures.defs(tx, reader)).find((one) => one.key === key)!
    const whole = { from: '2024-01-01', to: '2024-12-31', ...scope }
    const [answer] = await app.figures.answerAll(tx, reader, [{ def, scope: whole }])
    const { total, rows } = await app.figures.evidence(tx, reader, def, whole, { offset: 0, limit: 100 })
    return { ...answer!, total, rows }
  })
}

describe('figures of the registers', () => {
  before(async () => {
    const { app, reader } = office
    // Drafts stand below each other in any order.
    const items = [
      place(id(11), 'yard', '甲院', id(1), { buildings: 3, households: 40, managed: true }),
      place(id(12), 'yard', '乙院', id(2), { buildings: 2, households: 25 }),
      place(id(13), 'yard', '丙院', id(2), { buildings: 5 }),
      place(id(1), 'grid', '一格', null),
      place(id(2), 'grid', '二格', null),
      place(id(21), 'alley', '头巷', null, { demo: true }),
      place(id(22), 'alley', '二巷', null, { demo: false }),
      place(id(31), 'volunteer-station', '雷锋站', null),
    ]
    const facts = [
      fact('area', '2.50', '平方公里'),
      fact('households', '70', '户'),
      fact('grids', '2', '个'),
      fact('yards', '4', '个'),
    ]
    await app.db.asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      await app.commands.run(context, 'place.save', { items })
      await app.commands.run(context, 'profile.save', { items: facts })
      await app.commands.run(context, 'party.save', {
        items: [{ kind: 'team', name: '红马甲队', stationId: id(31), attrs: { members: 9 }, validFrom: '2024-01-01' }],
      })
    })
  })

  it('counts places, and adds up what they hold', async () => {
    const value = async (key: string) => {
      const { value, unit } = await ask(key)
      return `${value}${unit}`
    }
    assert.equal(await value('places.grid.count'), '2个')
    assert.equal(await value('places.yard.count'), '3个')
    assert.equal(await value('places.building.count'), '10栋')
    assert.equal(await value('places.yard.managed.count'), '1个')
    assert.equal(await value('places.building.managed.count'), '3栋')
    assert.equal(await value('places.alley.count'), '2条')
    assert.equal(await value('places.alley.demo.count'), '1条')
    assert.equal(await value('volunteer.station.count'), '1处')
    assert.equal(await value('volunteer.team.count'), '1支')
    assert.equal(await value('profile.area'), '2.5平方公里')
  })

  it('shows behind a sum the places whose shares make it', async () => {
    const { value, count, total, rows } = await ask('places.yard.households')
    assert.deepEqual([value, count, total], ['65', 2, 2])
    assert.deepEqual(
      rows.map((row) => [row.title, row.place, row.amount]),
      [
        ['乙院', '二格', '25'],
        ['甲院', '一格', '40'],
      ],
    )
  })

  it('answers for one grid alone, and for a day before anything was registered with nothing', async () => {
    assert.equal((await ask('places.building.count', { placeId: id(2) })).value, '7')
    assert.equal((await ask('places.yard.count', { from: '2023-01-01', to: '2023-12-31' })).value, '0')
    assert.equal((await ask('profile.area', { from: '2023-01-01', to: '2023-12-31' })).value, null)
    assert.equal((await ask('profile.population')).value, null)
    assert.equal((await ask('profile.area', { placeId: id(2) })).value, null)
  })

  it('names a fact two sources tell differently, with both values, and settles nothing', async () => {
    const { body } = await office.as('shen')('GET', './registers/findings?day=2024-06-01')
    assert.deepEqual(
      body.map((finding: any) => finding.key),
      ['households', 'yards'],
    )
    const [households] = body
    assert.match(households.message, /70户.*65户/)
    assert.deepEqual(
      households.sources.map((source: any) => [source.value, source.count]),
      [
        ['70', 1],
        ['65', 2],
      ],
    )
    assert.equal((await ask('profile.households')).value, '70')
  })

  it('takes a later statement from its day on, and a correction in place of what was said', async () => {
    const post = (body: object) => office.as('qin')('POST', './profile', { items: [body] })
    await post({ key: 'area', value: '2.6', validFrom: '2024-07-01' })
    assert.equal((await ask('profile.area', { to: '2024-06-30' })).value, '2.5')
    assert.equal((await ask('profile.area', { to: '2024-07-01' })).value, '2.6')
    const corrected = await post({ key: 'area', value: '2.55', validFrom: '2024-07-01', reason: '重新测量' })
    assert.equal(corrected.body[0].version, 2)
    assert.equal((await post({ key: 'area', value: '02.550', validFrom: '2024-07-01' })).body[0].outcome, 'unchanged')
    const { rows } = await ask('profile.area')
    const history = await office.as('qin')('GET', `./profile/${rows[0]!.id}/history`)
    assert.deepEqual(
      history.body.map((row: any) => row.body.value),
      ['2.55', '2.6'],
    )
    for (const [body, code] of [
      [{ key: 'area', value: '3', unit: '亩', validFrom: '2024-01-01' }, 'profile.unit-differs'],
      [{ key: 'shops', value: '3.5', validFrom: '2024-01-01' }, 'profile.not-whole'],
      [{ key: 'shops', text: '很多', validFrom: '2024-01-01' }, 'profile.not-number'],
      [{ key: 'king', value: '1', validFrom: '2024-01-01' }, 'profile.key-unknown'],
    ] as const)
      assert.equal((await post(body)).body.code, code)
  })
})
