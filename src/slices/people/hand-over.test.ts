import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { readDocx } from '#kernel/node/office/test-docx.ts'
import { textOf } from '#kernel/node/office/test-xml.ts'
import { type Office, testOffice } from '#test/office.ts'

describe('handing over when somebody leaves', () => {
  let office: Office
  let person: string
  before(async () => {
    office = await testOffice()
    const qin = async (path: string, body: object) => (await office.as('qin')('POST', path, body)).body.id as string
    person = await qin('./parties', { kind: 'person', name: '郭强', attrs: {}, validFrom: '2026-01-01' })
    const accounts = (await office.as('fang')('GET', './accounts')).body as { id: string; login: string }[]
    const guo = accounts.find((one) => one.login === 'guo')!
    await office.as('fang')('PUT', `./accounts/${guo.id}`, { partyId: person, role: 'grid' })
    const place = (type: string, name: string, parentId: string | null) =>
      qin('./places', { type, name, parentId, attrs: {}, validFrom: '2026-01-01' })
    const grid = await place('grid', '北网格', null)
    const yard = await place('yard', '榆树院', grid)
    const duty = { partyId: person, placeId: yard, role: 'grid-member', indicator: null, validFrom: '2026-02-01' }
    await qin('./duties', duty)
    await qin('./duties', { ...duty, placeId: grid, validFrom: '2026-01-01', validTo: '2026-01-31' })
    const entry = await office.as('guo')('POST', './entries', {
      kind: 'cleanup',
      placeId: yard,
      dayFrom: '2026-05-12',
      dayTo: '2026-05-12',
      amounts: { piles: '2' },
      fields: {},
      parties: {},
      via: 'form',
    })
    assert.equal(entry.status, 200, JSON.stringify(entry.body))
    const stands = (state: string, closedAt: string | null) =>
      sql`insert into problem_case (community_id, id, severity, issue, place_id, source, found_on, author, recorded_at,
          state, party_id, due_at, version, position, closed_at, closing)
        values (${office.community.id}, ${newId()}, 'ordinary', ${`楼道堆物（${state}）`}, ${yard}, 'patrol', '2026-06-01',
          ${newId()}, '2026-06-01T02:00:00Z', ${state}, ${person}, '2026-06-20T10:00:00Z', 1, 1, ${closedAt},
          ${closedAt ? 'self' : null})`
    await office.app.db.asOwner(async (tx) => {
      await stands('fixing', null).execute(tx)
      await stands('closed', '2026-06-05T02:00:00Z').execute(tx)
    })
  })
  after(() => office.close())

  it('lists what runs, what is open and what was kept, and nothing that is over', async () => {
    const { body, status } = await office.as('fang')('GET', `./parties/${person}/hand-over`)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.duties.map((one: { place: string; roleLabel: string }) => [one.place, one.roleLabel]),
      [['北网格 榆树院', '网格员']],
    )
    assert.deepEqual(
      body.cases.map((one: { issue: string; dueOn: string }) => [one.issue, one.dueOn]),
      [['楼道堆物（fixing）', '2026-06-20']],
    )
    assert.deepEqual(
      body.ledgers.map((one: { kind: string; entries: number; lastDay: string }) => [
        one.kind,
        one.entries,
        one.lastDay,
      ]),
      [['cleanup', 1, '2026-05-12']],
    )
  })

  it('prints it with lines to sign', async () => {
    const file = await office.as('qin')('GET', `./parties/${person}/hand-over.docx`)
    assert.equal(file.status, 200)
    const text = textOf(readDocx(file.raw).document)
    for (const word of ['工作交接清单', '榆树院', '楼道堆物', '环境整治', '移交人：', '接收人：', '监交人：']) {
      assert.ok(text.includes(word), word)
    }
    assert.equal((await office.as('guo')('GET', `./parties/${person}/hand-over.docx`)).status, 403)
    assert.equal((await office.as('qin')('GET', `./parties/${newId()}/hand-over`)).status, 404)
  })
})
