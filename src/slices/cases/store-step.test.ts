import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader, Role } from '#kernel/reader.ts'
import { type Office, testOffice } from '#test/office.ts'
import type { CaseStep } from './step-schema.ts'
import { readCases } from './store-body.ts'
import { type NewCase, reportCases } from './store-report.ts'
import { takeStep } from './store-step.ts'

/** What a step makes of time and of who may judge, over days. Today is Monday 15 June 2026; the 19th is a holiday. */
describe('a step', () => {
  let office: Office
  let yard: string
  let firm: string
  let keeper: string

  before(async () => {
    office = await testOffice()
    yard = newId()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const context = { app, tx, reader }
      const since = { attrs: {}, validFrom: '2026-01-01' }
      await app.commands.run(context, 'place.save', {
        items: [{ id: yard, type: 'yard', name: '银杏院', parentId: null, ...since }],
      })
      const parties = await app.commands.run(context, 'party.save', {
        items: [
          { kind: 'unit', name: '园林局', ...since },
          { kind: 'person', name: '陶静', ...since },
        ],
      })
      firm = parties[0]!.id
      keeper = parties[1]!.id
      // Answers for the yard up to and with Tuesday.
      const duty = { partyId: keeper, role: 'building-head', placeId: yard, validFrom: '2026-01-01' }
      await app.commands.run(context, 'duty.save', { items: [{ ...duty, validTo: '2026-06-16' }] })
    })
  })
  after(() => office.close())

  const as = (role: Role, ...parties: string[]): Reader => ({ ...office.reader, actor: newId(), role, parties })
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => office.app.db.asReader(office.reader, work)
  const report = async (reader: Reader, draft: Partial<NewCase>): Promise<string> => {
    const id = newId()
    const words = { severity: 'ordinary', source: 'patrol', issue: '路面破损', placeId: yard } as const
    await inTx((tx) => reportCases(tx, reader, [{ ...words, ...draft, id }], office.app.now()))
    return id
  }
  const standing = async (id: string) => (await inTx((tx) => readCases(tx, office.community.id, [id]))).get(id)!
  const take = async (reader: Reader, id: string, step: object) => {
    const { version } = await standing(id)
    await inTx((tx) => takeStep(tx, reader, id, { version, ...step } as CaseStep, office.app.now()))
    return (await standing(id)).body
  }
  const refusedWith = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
  const on = (day: string) => (office.clock.now = new Date(`${day}T02:00:00Z`))

  it('hands a problem from above out again without a new clock; only above gives another time', async () => {
    on('2026-06-15')
    const [street, clerk] = [as('street'), as('clerk')]
    const id = await report(street, { source: 'superior' })
    const given = await take(street, id, { step: 'dispatch', partyId: firm, limit: { n: 3, unit: 'working-days' } })
    assert.equal(given.dueAt, '2026-06-18T16:00:00.000Z')
    on('2026-06-17')
    const back = await take(clerk, id, { step: 'return', reason: '不归本单位' })
    assert.deepEqual([back.partyId, back.dueAt], [null, given.dueAt])
    const named = { step: 'dispatch', partyId: keeper, limit: { n: 9, unit: 'working-days' } }
    await assert.rejects(take(clerk, id, named), refusedWith('case.time-above'))
    const again = await take(clerk, id, { step: 'dispatch', partyId: keeper })
    assert.deepEqual([again.state, again.dueAt, again.limit], ['dispatched', given.dueAt, given.limit])
    await take(clerk, id, { step: 'return', reason: '人不在' })
    const later = await take(street, id, named)
    assert.equal(later.dueAt, '2026-07-01T16:00:00.000Z')
  })

  it('keeps the time a list from above allows, from its entry on, through every hand', async () => {
    on('2026-06-15')
    const clerk = as('clerk')
    const limit = { n: 5, unit: 'calendar-days' } as const
    const id = await report(clerk, { source: 'superior', limit })
    const due = '2026-06-20T16:00:00.000Z'
    assert.equal((await standing(id)).body.dueAt, due)
    on('2026-06-17')
    assert.equal((await take(clerk, id, { step: 'dispatch', partyId: firm })).dueAt, due)
    await take(clerk, id, { step: 'return', reason: '不归本单位' })
    assert.equal((await take(clerk, id, { step: 'dispatch', partyId: null })).dueAt, due)
  })

  it('starts the community’s own time anew when its own problem is handed out again', async () => {
    on('2026-06-15')
    const clerk = as('clerk')
    const id = await report(clerk, { typeCode: 'yard-light' })
    assert.equal((await take(clerk, id, { step: 'dispatch', partyId: firm })).dueAt, '2026-06-18T16:00:00.000Z')
    on('2026-06-16')
    assert.equal((await take(clerk, id, { step: 'return', reason: '不归本单位' })).dueAt, null)
    assert.equal((await take(clerk, id, { step: 'dispatch', partyId: null })).dueAt, '2026-06-22T16:00:00.000Z')
  })

  it('lets nobody judge who answered for the place on the day it was fixed', async () => {
    const [fixer, answering] = [as('clerk'), as('clerk', keeper)]
    const fixedOn = async (day: string): Promise<string> => {
      on(day)
      const id = await report(fixer, { source: 'hotline' })
      await take(fixer, id, { step: 'dispatch', partyId: null })
      await take(fixer, id, { step: 'feed-back', note: '已修补', byCommunity: true })
      return id
    }
    const [during, afterwards] = [await fixedOn('2026-06-16'), await fixedOn('2026-06-17')]
    const pass = { step: 'pass', note: '看过，平整' }
    await assert.rejects(take(answering, during, pass), refusedWith('case.check-with-duty'))
    assert.equal((await take(answering, afterwards, pass)).state, 'closed')
    assert.equal((await take(as('clerk'), during, pass)).state, 'closed')
  })
})
