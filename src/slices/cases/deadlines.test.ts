import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'

/** Time allowed, days and hours of the office: data that an administrator changes and that is told in history. */
describe('deadlines as data', () => {
  let office: Office
  before(async () => {
    office = await testOffice()
  })
  after(() => office.close())

  const boss = (method: 'GET' | 'PUT' | 'DELETE', path: string, body?: unknown) => office.as('fang')(method, path, body)
  const limitOf = async (typeCode: string, severity: string) =>
    (await boss('GET', './case-limits')).body.find(
      (one: { typeCode: string; severity: string }) => one.typeCode === typeCode && one.severity === severity,
    )
  /** Hands out an untyped ordinary problem and says when it must be done. */
  async function dueOf(): Promise<string> {
    const { id, version } = (
      await office.as('qin')('POST', './cases', { issue: '堆物占道', placeId: null, severity: 'ordinary' })
    ).body
    const step = { step: 'dispatch', version, partyId: null }
    assert.equal((await office.as('qin')('POST', `./cases/${id}/steps`, step)).status, 200)
    return (await office.as('qin')('GET', `./cases/${id}`)).body.dueAt
  }

  it('starts with the shipped times, five working days for what has no kind', async () => {
    const limit = await limitOf('', 'ordinary')
    assert.deepEqual([limit.limit, limit.own, limit.version], [{ n: 5, unit: 'working-days' }, false, 0])
    // Monday 15 June, then Tuesday to Thursday, the Dragon Boat holiday from 19 to 21, and Monday.
    assert.equal(await dueOf(), '2026-06-23T16:00:00.000Z')
  })

  it('an own time holds from then on, for every kind without one of its own, and can be taken back', async () => {
    const change = { typeCode: '', severity: 'ordinary', limit: { n: 3, unit: 'working-hours' }, version: 0 }
    assert.equal((await office.as('qin')('PUT', './case-limits', change)).status, 403)
    assert.equal((await boss('PUT', './case-limits', change)).status, 200)
    assert.equal(await dueOf(), '2026-06-15T07:30:00.000Z')
    const other = (await boss('GET', './case-limits')).body.find(
      (one: { typeCode: string; severity: string }) => one.typeCode !== '' && one.severity === 'ordinary',
    )
    assert.deepEqual([other.limit, other.own], [{ n: 3, unit: 'working-hours' }, false])
    assert.equal((await boss('PUT', './case-limits', change)).body.code, 'object.changed')
    assert.equal((await boss('PUT', './case-limits', { ...change, limit: null, version: 1 })).status, 200)
    assert.equal((await limitOf('', 'ordinary')).own, false)
    assert.equal((await boss('PUT', './case-limits', { ...change, typeCode: 'no-such' })).status, 422)
  })

  it('a day of the office’s own is laid over the official calendar', async () => {
    const known = await boss('GET', './calendar-days')
    assert.ok(known.body.knownTo >= 2026)
    const day = { day: '2026-06-16', worked: false, note: '停电检修' }
    const saved = await boss('PUT', './calendar-days', day)
    assert.deepEqual(saved.body.days, [{ ...day, version: 1, official: '工作日' }])
    assert.equal(await dueOf(), '2026-06-24T16:00:00.000Z')
    assert.equal((await boss('PUT', './calendar-days', day)).body.code, 'object.changed')
    assert.equal((await boss('DELETE', './calendar-days/2026-06-16')).status, 200)
    assert.equal((await boss('DELETE', './calendar-days/2026-06-16')).status, 404)
    assert.equal((await boss('DELETE', './calendar-days/2026-02-30')).status, 404)
    assert.equal(await dueOf(), '2026-06-23T16:00:00.000Z')
  })

  it('office hours move the clock of limits in hours', async () => {
    const change = { typeCode: '', severity: 'ordinary', limit: { n: 3, unit: 'working-hours' }, version: 0 }
    await boss('PUT', './case-limits', change)
    const settings = {
      snap: false,
      officeHours: [
        [600, 660],
        [900, 1020],
      ],
      quietHours: [1320, 480],
    }
    assert.equal((await boss('PUT', './case-settings', settings)).status, 200)
    // 10–11 and 15–17: three hours from 10:00.
    assert.equal(await dueOf(), '2026-06-15T09:00:00.000Z')
    for (const officeHours of [
      [[600, 600]],
      [
        [600, 700],
        [650, 800],
      ],
      [
        [900, 1000],
        [600, 700],
      ],
    ]) {
      assert.equal((await boss('PUT', './case-settings', { ...settings, officeHours })).body.code, 'snap.hours')
    }
  })

  it('every change stands in history with who made it', async () => {
    const rows = await office.app.db.asOwner((tx) =>
      tx.selectFrom('history').select(['event', 'object_type', 'version']).orderBy('position').execute(),
    )
    const told = rows.filter(({ object_type }) => ['case-limit', 'calendar-day', 'community'].includes(object_type))
    assert.deepEqual(
      told.map(({ event }) => event).filter((event) => event !== 'community.created'),
      [
        'case-limit.set',
        'case-limit.reset',
        'calendar-day.set',
        'calendar-day.dropped',
        'case-limit.set',
        'community.case-settings-changed',
      ],
    )
  })
})
