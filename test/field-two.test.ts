import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addDays, dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf, sha } from './field-operations.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

const DAY_MS = 86_400_000

/** What can be made of something that waits besides taking it as it is: a record of its own, or another day. */
describe('what waits and is not as it seems', () => {
  let office: Office
  let yard: string
  const deviceId = newId()
  let seq = 0

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const [place] = await app.commands.run({ app, tx, reader }, 'place.save', {
        items: [{ type: 'yard', name: '皂角院', parentId: null, attrs: {}, validFrom: '2026-01-01' }],
      })
      yard = place!.id
    })
  })
  after(() => office.close())

  const operation = (act: Act, more: Partial<Operation> = {}, photos: Operation['photos'] = []): Operation =>
    operationOf(act, { deviceSeq: (seq += 1), ...more }, photos)
  const send = async (who: PersonName, ...operations: Operation[]) =>
    (await office.as(who)('POST', './field/batch', { deviceId, operations, owed: [] })).body.items
  const waiting = async () => (await office.as('qin')('GET', './field/waiting')).body.rows as any[]
  /** What an account chose to read and be answered in. */
  const speaks = (name: string, language: string) =>
    office.app.db.asOwner((tx) =>
      sql`update account set language = ${language} where name like ${`%${name}%`}`.execute(tx),
    )
  const apply = (id: string, body: object) => office.as('qin')('POST', `./field/waiting/${id}/apply`, body)
  const one = async (id: string) => (await office.as('qin')('GET', `./field/waiting/${id}`)).body
  const entry = async (id: string) => (await office.as('qin')('GET', `./entries/${id}`)).body

  it('two things that happened under one name become two records, with the photos, and history says from where', async () => {
    const morning = operation(cleanupAct(yard, '3', { note: '上午' }))
    await send('qin', morning)
    const here = await pictureOf({ width: 60 })
    const late = await pictureOf({ width: 61 })
    const act = cleanupAct(yard, '9', { note: '下午' })
    const photos = [here.fact, late.fact]
    const afternoon = { ...morning, act, photos, hash: sha(operationText(act, photos)) }
    await send('qin', afternoon)
    const put = ({ bytes, fact }: typeof here) =>
      office.as('qin')('PUT', `./field/photos/${fact.sha256}?device=${deviceId}`, bytes, {
        'content-type': 'image/jpeg',
      })
    assert.equal((await put(here)).status, 200)
    const [row] = await waiting()
    const { stands, edition } = await one(row.id)
    const body = { edition, stands: stands.version, anew: true }
    const done = await apply(row.id, body)
    assert.equal(done.status, 200, JSON.stringify(done.body))
    assert.deepEqual(done.body.object, { is: 'entry', id: row.id })
    assert.equal((await apply(row.id, body)).body.code, 'field.settled')
    assert.equal((await entry(morning.id)).amounts[0].amount, '3')
    assert.equal((await entry(row.id)).amounts[0].amount, '9')
    assert.equal((await office.as('qin')('GET', `./entries/${row.id}/photos/${here.fact.sha256}`)).status, 200)
    assert.equal((await put(late)).status, 200)
    assert.equal((await office.as('qin')('GET', `./entries/${row.id}/photos/${late.fact.sha256}`)).status, 200)
    assert.equal((await office.as('qin')('GET', `./entries/${morning.id}/photos/${late.fact.sha256}`)).status, 404)
    const history = (await office.as('qin')('GET', `./entries/${row.id}/history`)).body
    assert.match((history.rows ?? history)[0].reason, /另记一笔：手机/)
    assert.equal((await one(row.id)).became, row.id)
    // Sent again nothing more is made of either.
    const again = await send('qin', morning, afternoon)
    assert.deepEqual(
      again.map((item: any) => item.outcome),
      ['applied', 'applied'],
    )
    const all = (await office.as('qin')('GET', './entries?kind=cleanup&size=50')).body
    assert.equal(all.total, 2)
    // The morning's record was not touched by it: its own edit goes in as before.
    const edit = operation(cleanupAct(yard, '4', { note: '上午' }), { id: morning.id, version: 50 })
    assert.equal((await send('qin', edit))[0].outcome, 'applied')
  })

  it('a record made with nothing beside it is no second one', async () => {
    const sent = operation(cleanupAct(yard, '5'))
    await send('guo', sent)
    const row = (await waiting()).find((item) => /5/.test(item.summary))
    assert.equal(row.alike, 'role')
    assert.equal((await apply(row.id, { edition: 0, stands: null, anew: true })).body.code, 'field.not-two')
    assert.equal((await apply(row.id, { edition: 0, stands: null, day: '2026-06-01' })).body.code, 'field.clock-right')
    assert.equal((await apply(row.id, { edition: 0, stands: null })).status, 200)
  })

  it('a day to come that the phone’s fast clock wrote waits, and the day it was is proposed', async () => {
    const now = office.app.now().getTime()
    const fast = { clientTime: new Date(now + 2 * DAY_MS).toISOString(), clockAhead: 2 * DAY_MS }
    const said = addDays(dayAt(now), 2)
    const known = operation(cleanupAct(yard, '6', { day: said }), fast)
    // Before it ever heard the time.
    const unknown = operation(cleanupAct(yard, '7', { day: said }), { ...fast, clockAhead: null })
    const beyond = operation(cleanupAct(yard, '8', { day: addDays(said, 1) }), fast)
    const steady = operation(cleanupAct(yard, '9', { day: said }), { clientTime: new Date(now).toISOString() })
    const replies = await send('qin', known, unknown, beyond, steady)
    assert.deepEqual(
      replies.map((item: any) => item.outcome),
      ['quarantined', 'quarantined', 'refused', 'refused'],
    )
    assert.match(replies[0].problem, /时钟快了约 2 天/)
    assert.deepEqual(await send('qin', known), [replies[0]])
    for (const [sent, piles] of [
      [known, '6'],
      [unknown, '7'],
    ] as const) {
      const row = (await waiting()).find((item) => item.summary.includes(`${piles}处`))
      const { clock, edition } = await one(row.id)
      assert.deepEqual([clock.said, clock.day], [said, dayAt(now)])
      assert.equal((await apply(row.id, { edition, stands: null })).body.code, 'entry.future')
      assert.equal((await apply(row.id, { edition, stands: null, day: clock.day })).status, 200)
      assert.equal((await entry(sent.id)).dayFrom, dayAt(now))
      assert.equal((await send('qin', sent))[0].outcome, 'applied')
    }
  })

  it('says why something waits in the language of whoever looks, not of who sent it', async () => {
    await speaks('郭强', 'en')
    assert.match((await send('guo', operation(cleanupAct(yard, '21'))))[0].problem, /outside your duties/)
    await speaks('郭强', 'zh-CN')
    const later = operation(cleanupAct(yard, '22'))
    assert.match((await send('guo', later))[0].problem, /不在您负责的范围/)
    const problems = async (): Promise<string[]> =>
      (await waiting()).filter((row) => /2[12]处/.test(row.summary)).map((row) => row.problem)
    const chinese = await problems()
    assert.equal(chinese.length, 2)
    assert.ok(chinese.every((said) => said.includes('不在您负责的范围')))
    await speaks('秦兰', 'en')
    assert.ok((await problems()).every((said) => said.includes('outside your duties')))
    // And the phone, asking again in another language.
    await speaks('郭强', 'en')
    assert.match((await send('guo', later))[0].problem, /outside your duties/)
  })
})
