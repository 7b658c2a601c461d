import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Office, testOffice } from '#test/office.ts'
import { digestsAt } from './jobs.ts'
import { digestSlot } from './notice-rules.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)

/** 催办: what reaches whom, when, and that it does so once. */
describe('the digest of a day', () => {
  let office: Office
  let late: string
  let asked: string

  before(async () => {
    office = await testOffice()
    late = await opened('墙皮脱落', { n: 4, unit: 'working-hours' })
    asked = await opened('管网更新', { n: 2, unit: 'working-days' })
    await opened('还早着呢', { n: 30, unit: 'calendar-days' })
    await step(asked, { step: 'start' })
    await step(asked, { step: 'ask-extension', until: '2026-07-30', reason: '要等管材' })
  })
  after(() => office.close())

  const clerk = (method: 'GET' | 'POST', path: string, body?: unknown) => office.as('qin')(method, path, body)
  async function step(id: string, body: object): Promise<void> {
    const { version } = (await clerk('GET', `./cases/${id}`)).body
    const done = await clerk('POST', `./cases/${id}/steps`, { version, ...body })
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
  async function opened(issue: string, limit: object): Promise<string> {
    const { id } = (await clerk('POST', './cases', { issue, placeId: null, severity: 'ordinary' })).body
    await step(id, { step: 'dispatch', partyId: null, limit })
    return id
  }
  const mine = async (who: 'qin' | 'fang' | 'shen' | 'guo' = 'qin') => (await office.as(who)('GET', './notices')).body
  /** Runs the half hour as the queue would; the clock is put back so that sessions live on. */
  async function run(planned: string, really = planned): Promise<number> {
    const { now } = office.clock
    office.clock.now = at(really)
    const made = await digestsAt(office.app, at(planned))
    office.clock.now = now
    return made
  }

  it('is made at 8:30, or when the quiet hours end', () => {
    assert.equal(digestSlot([1320, 480]), 510)
    assert.equal(digestSlot([1320, 555]), 570)
    assert.equal(digestSlot([0, 0]), 510)
    assert.equal(digestSlot([480, 1200]), null)
  })

  it('is not made on a rest day, at another half hour, or for a morning slept through till tomorrow', async () => {
    assert.equal(await run('2026-06-20 08:30'), 0)
    assert.equal(await run('2026-06-16 09:00'), 0)
    assert.equal(await run('2026-06-16 08:30', '2026-06-17 08:40'), 0)
    assert.equal(await run('2026-06-16 08:30', '2026-06-16 22:30'), 0)
  })

  it('tells the office what is late and what waits for its word, once', async () => {
    assert.equal(await run('2026-06-16 08:30'), 2)
    assert.equal(await run('2026-06-16 08:30', '2026-06-16 11:00'), 0)
    const { unread, notices } = await mine()
    assert.equal(unread, 1)
    const told = notices[0].items.map(({ kind, row }: { kind: string; row: { id: string } }) => [kind, row.id])
    assert.deepEqual(told, [
      ['overdue', late],
      ['extension', asked],
    ])
    assert.deepEqual((await mine('shen')).notices, [])
    assert.deepEqual((await mine('guo')).notices, [])
  })

  it('what runs out by the end of the next worked day is told beforehand', async () => {
    const soon = await opened('井盖缺失', { n: 2, unit: 'working-days' })
    // Friday 19 to Sunday 21 are the Dragon Boat holiday: the day after Thursday is Monday.
    await opened('节后再说', { n: 5, unit: 'working-days' })
    await run('2026-06-17 08:30')
    const { notices } = await mine('fang')
    const soonOnes = notices[0].items.filter(({ kind }: { kind: string }) => kind === 'due-soon')
    assert.deepEqual(
      soonOnes.map(({ row }: { row: { id: string } }) => row.id),
      [soon],
    )
  })

  it('is read by its owner only', async () => {
    const { notices } = await mine()
    const path = `./notices/${notices[0].id}/read`
    assert.equal((await office.as('fang')('POST', path)).status, 404)
    assert.equal((await clerk('POST', path)).status, 200)
    assert.equal((await mine()).unread, 1)
    assert.equal((await mine()).notices[0].read, true)
  })

  it('a quiet morning moves it', async () => {
    const settings = { snap: false, officeHours: [[510, 720]], quietHours: [1320, 600] }
    assert.equal((await office.as('fang')('PUT', './case-settings', settings)).status, 200)
    assert.equal(await run('2026-06-18 08:30'), 0)
    assert.equal(await run('2026-06-18 10:00'), 2)
  })
})
