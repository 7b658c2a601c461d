import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { Operation } from '#slices/field/schema.ts'
import { cleanupAct, operationOf } from './field-operations.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** What somebody recorded on a phone they can take back there, with a reason, whatever order things arrive in. */
describe('a record withdrawn on the phone', () => {
  let office: Office
  let yard: string
  const device = newId()
  let seq = 0

  before(async () => {
    office = await testOffice()
    const draft = { type: 'yard', name: '丁香院', parentId: null, attrs: {}, validFrom: '2026-01-01' }
    yard = (await office.as('qin')('POST', './places', draft)).body.id
  })
  after(() => office.close())

  const entry = (piles: string, more: Partial<Operation> = {}): Operation =>
    operationOf(cleanupAct(yard, piles), { deviceSeq: (seq += 1), ...more })
  const withdrawal = (id: string, seen: number | null = null, reason = '记重了'): Operation => {
    const deviceSeq = (seq += 1)
    return operationOf({ do: 'withdraw', entryId: id, seen, reason }, { id, version: deviceSeq, deviceSeq })
  }
  const send = async (operations: Operation[], who: PersonName = 'qin', deviceId = device) =>
    (await office.as(who)('POST', './field/batch', { deviceId, operations, owed: [] })).body.items
  const outcomes = (items: { outcome: string }[]): string[] => items.map(({ outcome }) => outcome)
  const read = async (id: string) => (await office.as('qin')('GET', `./entries/${id}`)).body
  const historyOf = async (id: string): Promise<{ event: string; reason: string }[]> =>
    (await office.as('qin')('GET', `./entries/${id}/history`)).body.rows

  it('counts no more, says why, and is answered the same however often it comes', async () => {
    const one = entry('3')
    await send([one])
    const back = withdrawal(one.id)
    const first = await send([back])
    assert.deepEqual(outcomes(first), ['applied'])
    assert.deepEqual(await send([back, one]), [first[0], (await send([one]))[0]])
    assert.equal((await read(one.id)).state, 'withdrawn')
    const events = await historyOf(one.id)
    assert.equal(events.filter(({ event }) => event === 'entry.withdrawn').length, 1)
    assert.ok(events.some(({ reason }) => reason === '手机上撤回：记重了'))
  })

  it('a record that comes after its withdrawal, or with it, stands nowhere', async () => {
    const late = entry('4')
    const back = withdrawal(late.id)
    assert.deepEqual(outcomes(await send([back])), ['applied'])
    assert.deepEqual(outcomes(await send([late])), ['applied'])
    assert.equal((await office.as('qin')('GET', `./entries/${late.id}`)).status, 404)
    const both = entry('5')
    assert.deepEqual(outcomes(await send([both, withdrawal(both.id)])), ['applied', 'applied'])
    assert.equal((await read(both.id)).state, 'withdrawn')
  })

  it('waits for the office when that corrected the record, unless its owner had seen the correction', async () => {
    for (const seen of [null, 2]) {
      const one = entry('6')
      await send([one])
      const correction = { kind: 'cleanup', placeId: yard, dayFrom: '2026-06-15', dayTo: '2026-06-15', via: 'form' }
      const words = { ...correction, amounts: { piles: '7' }, fields: {}, parties: {}, reason: '现场核对', version: 1 }
      const corrected = await office.as('qin')('PUT', `./entries/${one.id}`, words)
      assert.equal(corrected.status, 200, JSON.stringify(corrected.body))
      const [item] = await send([withdrawal(one.id, seen)])
      assert.equal(item.outcome, seen === null ? 'quarantined' : 'applied')
      assert.equal((await read(one.id)).state, seen === null ? 'live' : 'withdrawn')
    }
  })

  it('can be carried out by the office, and only once', async () => {
    const { rows } = (await office.as('qin')('GET', './field/waiting')).body
    const waiting = rows.find((row: { act: string }) => row.act === 'withdraw')
    const one = (await office.as('qin')('GET', `./field/waiting/${waiting.id}`)).body
    assert.equal(one.cannot, null)
    assert.ok(one.lines.some((line: { sent: string | null }) => line.sent === '记重了'))
    const apply = { edition: one.edition, stands: one.stands.version, reason: '电话核实' }
    const settled = await office.as('qin')('POST', `./field/waiting/${waiting.id}/apply`, apply)
    assert.equal(settled.status, 200, JSON.stringify(settled.body))
    assert.equal((await read(one.stands.id)).state, 'withdrawn')
    assert.notEqual((await office.as('qin')('POST', `./field/waiting/${waiting.id}/apply`, apply)).status, 200)
  })

  it('waits with a record that waits, and needs the same right as a correction', async () => {
    const phone = newId()
    const kept = operationOf(cleanupAct(yard, '8'), { deviceSeq: 1 })
    const act = { do: 'withdraw', entryId: kept.id, seen: null, reason: '记错人了' } as const
    const back = operationOf(act, { id: kept.id, version: 2, deviceSeq: 2 })
    assert.deepEqual(outcomes(await send([kept, back], 'he', phone)), ['quarantined', 'quarantined'])
  })

  it('takes back the record it names, and no other', async () => {
    const [mine, other] = [entry('9'), entry('10')]
    await send([mine, other])
    const deviceSeq = (seq += 1)
    const act = { do: 'withdraw', entryId: other.id, seen: null, reason: '记重了' } as const
    const [item] = await send([operationOf(act, { id: mine.id, version: deviceSeq, deviceSeq })])
    assert.equal(item.outcome, 'refused')
    assert.deepEqual([(await read(mine.id)).state, (await read(other.id)).state], ['live', 'live'])
  })

  it('of a phone that was put back is kept for the office when a newer version of its other life stands', async () => {
    const newer = { ...entry('7'), version: 30 }
    await send([newer])
    const old = { ...withdrawal(newer.id), version: 2 }
    for (let again = 0; again < 2; again += 1) {
      const [item] = await send([old])
      assert.equal(item!.outcome, 'quarantined')
      assert.match(item!.problem!, /恢复过备份/)
    }
    assert.equal((await read(newer.id)).state, 'live')
  })
})
