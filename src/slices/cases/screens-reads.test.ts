import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type Office, testOffice } from '#test/office.ts'

/** What the screens read beside the list: saved filters, problems by place, and what waits on the home page. */
describe('reads of the screens', () => {
  let office: Office
  const yard = newId()
  const alley = newId()

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    await app.db.asReader(reader, (tx) =>
      app.commands.run({ app, tx, reader }, 'place.save', {
        items: [
          { id: yard, type: 'yard', name: '槐荫小区', parentId: null, attrs: {}, validFrom: '2026-01-01' },
          { id: alley, type: 'alley', name: '清泉巷', parentId: null, attrs: {}, validFrom: '2026-01-01' },
        ],
      }),
    )
  })
  after(() => office.close())

  const report = async (placeId: string, typeCode: string, foundOn: string): Promise<string> => {
    const draft = { placeId, typeCode, issue: '墙上有小广告', foundOn }
    const saved = await office.as('qin')('POST', './cases', draft)
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
    return saved.body.id
  }

  it('a filter is kept for the one who kept it, replaced under its name, and dropped by nobody else', async () => {
    const [qin, fang] = [office.as('qin'), office.as('fang')]
    const late = { list: 'cases', name: '超期的', filter: { overdue: 'yes' } }
    const first = await qin('POST', './saved-filters', late)
    await qin('POST', './saved-filters', { ...late, filter: { overdue: 'yes', severity: 'urgent' } })
    const mine = (await qin('GET', './saved-filters?list=cases')).body
    assert.deepEqual(
      mine.map(({ name, filter }: { name: string; filter: object }) => ({ name, filter })),
      [{ name: '超期的', filter: { overdue: 'yes', severity: 'urgent' } }],
    )
    assert.deepEqual((await fang('GET', './saved-filters')).body, [])
    assert.equal((await fang('DELETE', `./saved-filters/${first.body.id}`)).status, 404)
    assert.equal((await qin('DELETE', `./saved-filters/${mine[0].id}`)).status, 200)
    assert.deepEqual((await qin('GET', './saved-filters')).body, [])
  })

  it('what the list would not understand is not kept', async () => {
    const answer = await office.as('qin')('POST', './saved-filters', {
      list: 'cases',
      name: '错的',
      filter: { overdue: 'perhaps' },
    })
    assert.equal(answer.status, 400)
  })

  it('a place tells what is open there and which check items keep coming up', async () => {
    const declined = await office.as('guo')('POST', './cases', { placeId: null, issue: '装修噪声' })
    assert.equal(declined.status, 200)
    for (const day of ['2026-03-02', '2026-05-20', '2026-06-11']) await report(yard, 'yard-graffiti', day)
    const ended = await report(yard, 'yard-light', '2026-06-12')
    await office.as('qin')('POST', `./cases/${ended}/steps`, { step: 'self-close', version: 1, note: '灯已换好' })
    await report(alley, 'alley-graffiti', '2024-02-01')
    const { since, rows } = (await office.as('qin')('GET', './cases/places')).body
    assert.equal(since, '2025-06-15')
    assert.deepEqual(
      rows.map(({ name, open, found, repeats }: Record<string, unknown>) => ({ name, open, found, repeats })),
      [
        { name: '槐荫小区', open: 3, found: 4, repeats: [{ checkItem: '小广告', times: 3 }] },
        // Found long ago and still open: it stands here, but counts for no recurrence of this year.
        { name: '清泉巷', open: 1, found: 0, repeats: [] },
      ],
    )
  })

  it('the home page tells the office its parts, and a supervisor only what is late', async () => {
    const [first] = (await office.as('qin')('GET', './cases?plain=to-dispatch')).body.rows
    const limit = { n: 0.25, unit: 'working-hours' }
    const step = { step: 'dispatch', version: first.version, partyId: null, limit }
    assert.equal((await office.as('qin')('POST', `./cases/${first.id}/steps`, step)).status, 200)
    office.clock.now = new Date('2026-06-15T02:20:00Z')
    const counts = async (who: 'qin' | 'shen') =>
      Object.fromEntries(
        (await office.as(who)('GET', './home')).body.waiting
          .filter(({ code }: { code: string }) => code.startsWith('cases-'))
          .map(({ code, count }: { code: string; count: number }) => [code, count]),
      )
    assert.deepEqual(await counts('qin'), { 'cases-to-accept': 1, 'cases-to-dispatch': 3, 'cases-overdue': 1 })
    assert.deepEqual(await counts('shen'), { 'cases-overdue': 1 })
  })
})
