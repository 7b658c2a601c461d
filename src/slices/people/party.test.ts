import { maskPhone } from '#kernel/hide-phones.ts'
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'

let office: Office
before(async () => (office = await testOffice()))
after(() => office.close())

const draft = (kind: string, name: string, more: object = {}) => ({
  kind,
  name,
  attrs: {},
  validFrom: '2026-01-01',
  ...more,
})
const save = async (body: object) => (await office.as('qin')('POST', './parties', body)).body
const get = async (id: string) => (await office.as('qin')('GET', `./parties/${id}`)).body

describe('units, teams and people', () => {
  it('makes a unit once, however often and in whatever spelling it is named', async () => {
    const first = await save(draft('unit', '区水务局'))
    const again = await save(draft('unit', ' 區水務局 ', { validFrom: '2026-03-01' }))
    assert.deepEqual([again.id, again.outcome], [first.id, 'unchanged'])
    assert.notEqual((await save(draft('team', '区水务局'))).id, first.id)
  })

  it('keeps the earliest day a name was registered from', async () => {
    const { id } = await save(draft('unit', '市园林处'))
    await save(draft('unit', '市园林处', { validFrom: '2025-01-01' }))
    assert.equal((await get(id)).party.validFrom, '2025-01-01')
  })

  it('refuses a second one of a name, unless the first is closed', async () => {
    const { id, version } = await save(draft('team', '晨光志愿队', { attrs: { members: 12, service: '文明劝导' } }))
    const other = await save(draft('team', '夕阳志愿队'))
    assert.equal((await save(draft('team', '晨光志愿队', { id: other.id }))).code, 'party.name-taken')
    const closed = await office.as('qin')('POST', `./parties/${id}/close`, {
      validTo: '2026-04-30',
      reason: '并入',
      version,
    })
    assert.equal(closed.body.outcome, 'corrected')
    assert.equal((await save(draft('team', '晨光志愿队', { id: other.id }))).outcome, 'corrected')
    assert.deepEqual((await get(id)).party.attrs, { members: 12, service: '文明劝导' })
  })

  it('takes only what belongs to the kind', async () => {
    assert.equal((await save(draft('unit', '某局', { attrs: { members: 3 } }))).code, 'party.attr-unfit')
    assert.equal((await save(draft('person', '某人', { phone: '打我电话' }))).code, 'request.invalid')
    assert.equal(
      (await save(draft('person', '某人', { attrs: { unitId: '01890000-0000-7000-8000-000000000000' } }))).code,
      'party.link-unknown',
    )
  })

  it('shows numbers only to those who may see them', async () => {
    const { id } = await save(draft('person', '陆青', { phone: '13900006789', attrs: { title: '副科长' } }))
    const phone = async (who: 'qin' | 'guo' | 'shen') =>
      (await office.as(who)('GET', `./parties/${id}`)).body.party.phone
    assert.equal(await phone('qin'), '13900006789')
    assert.equal(await phone('guo'), '139****6789')
    assert.equal(await phone('shen'), '139****6789')
    assert.deepEqual([maskPhone('0935-2210033'), maskPhone('12345'), maskPhone('')], ['093****0033', '****', ''])
  })

  it('erases a person for good: no name, number or title is left, in history neither', async () => {
    const { id } = await save(draft('person', '褚明远', { phone: '13700001122', attrs: { title: '二组组长' } }))
    const erased = await office.as('fang')('POST', `./parties/${id}/erase`, { reason: '本人要求', version: 1 })
    assert.equal(erased.body.version, 2)
    const { party, history } = await get(id)
    assert.deepEqual([party.name, party.phone, party.erased, party.attrs], ['', '', true, {}])
    assert.deepEqual(
      history.map((row: any) => row.event),
      ['party.erased', 'party.added'],
    )
    const left = await office.app.db.asOwner((tx) =>
      tx.selectFrom('history').select('body').where('object_id', '=', id).execute(),
    )
    assert.doesNotMatch(JSON.stringify(left), /褚明远|13700001122|组长/)
    assert.equal((await save(draft('person', '褚明远', { id }))).code, 'party.erased')
    const grid = await office.as('qin')('POST', `./parties/${id}/erase`, { reason: '试试', version: 2 })
    assert.equal(grid.body.code, 'access.denied', 'what cannot be undone is for the administrator')
  })

  it('never erases a unit', async () => {
    const { id } = await save(draft('unit', '街道办事处'))
    const answer = await office.as('fang')('POST', `./parties/${id}/erase`, { reason: '撤并', version: 1 })
    assert.equal(answer.body.code, 'party.not-person')
  })
})
