import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf, sha } from './field-operations.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** A phone's file, opened at the office: its rows wait to be settled, once, whatever else sends them. */
describe('what is handed in as a phone’s file', () => {
  let office: Office
  let yard: string
  let account: string
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
    const found = await app.db.asOwner((tx) =>
      sql<{ id: string }>`select id from account where name like '%郭强%'`.execute(tx),
    )
    account = found.rows[0]!.id
  })
  after(() => office.close())

  const operation = (act: Act, more: Partial<Operation> = {}, photos: Operation['photos'] = []): Operation =>
    operationOf(act, { deviceSeq: (seq += 1), ...more }, photos)
  const handIn = (who: PersonName, operations: unknown[], more: object = {}) =>
    office.as(who)('POST', './field/handed-in', {
      deviceId,
      community: office.community.code,
      rows: operations.map((one) => ({ operation: one, accountId: account })),
      ...more,
    })
  const list = async () => (await office.as('qin')('GET', './field/waiting')).body.rows as any[]
  const piles = async (): Promise<string[]> => {
    const answer = (await office.as('qin')('GET', './entries?kind=cleanup&size=50')).body
    return answer.rows.map((row: any) => row.amounts[0].amount).toSorted()
  }
  const outcomes = (answer: { body: any }): string[] => answer.body.items.map((item: any) => item.outcome)

  it('waits for a clerk, is settled once, and is found here by the same file and by the phone', async () => {
    const { bytes, fact } = await pictureOf({ width: 50 })
    const sent = operation(cleanupAct(yard, '3'), {}, [fact])
    const looked = await handIn('qin', [sent], { look: true })
    assert.equal(looked.status, 200, JSON.stringify(looked.body))
    assert.deepEqual(outcomes(looked), ['taken'])
    assert.match(looked.body.items[0].author, /郭强/)
    assert.match(looked.body.items[0].summary, /皂角院/)
    assert.equal((await list()).length, 0)

    const taken = await handIn('qin', [sent])
    assert.deepEqual([outcomes(taken), taken.body.wanted], [['taken'], [fact.sha256]])
    assert.deepEqual(await piles(), [])
    const photo = `./field/handed-in/photos/${fact.sha256}?device=${deviceId}`
    const put = (data: Buffer) => office.as('qin')('PUT', photo, data, { 'content-type': 'image/jpeg' })
    const other = await pictureOf({ width: 51 })
    assert.equal((await put(other.bytes)).body.code, 'field.photo-changed')
    assert.equal((await put(bytes)).status, 200)

    const [row] = await list()
    assert.match(row.fromFile.author, /郭强/)
    assert.match(row.who, /秦兰/)
    assert.deepEqual([row.alike, row.photos.told, row.photos.arrived], ['file', 1, 1])
    assert.deepEqual(outcomes(await handIn('qin', [sent])), ['waiting'])
    const body = { edition: row.edition, stands: null }
    assert.equal((await office.as('qin')('POST', `./field/waiting/${row.id}/apply`, body)).status, 200)
    assert.deepEqual(await piles(), ['3'])
    assert.equal((await office.as('qin')('GET', `./entries/${sent.id}/photos/${fact.sha256}`)).status, 200)

    assert.deepEqual(outcomes(await handIn('fang', [sent])), ['applied'])
    // The phone itself, back on the network.
    const batch = { deviceId, operations: [sent], owed: [fact.sha256] }
    const reply = (await office.as('guo')('POST', './field/batch', batch)).body
    assert.deepEqual([reply.items[0].outcome, reply.have], ['applied', [fact.sha256]])
    assert.deepEqual(await piles(), ['3'])
    const told = await office.app.db.asOwner((tx) =>
      sql<{ event: string; claimed: string | null }>`select event, body ->> 'claimed' as claimed from history
        where object_id = ${row.id}::uuid order by version`.execute(tx),
    )
    assert.deepEqual(told.rows, [
      { event: 'phone-record.handed-in', claimed: account },
      { event: 'phone-record.applied', claimed: null },
    ])
  })

  it('takes what the server refused when it was sent', async () => {
    const future = operation(cleanupAct(yard, '4', { day: '2031-01-02' }), { clientTime: '2026-06-15T01:40:00.000Z' })
    const [refused] = (await office.as('qin')('POST', './field/batch', { deviceId, operations: [future], owed: [] }))
      .body.items
    assert.equal(refused.outcome, 'refused')
    assert.deepEqual(outcomes(await handIn('qin', [future])), ['taken'])
    assert.deepEqual(outcomes(await handIn('qin', [future])), ['waiting'])
  })

  it('refuses what is not whole, not of here, or from whoever may not', async () => {
    const good = operation(cleanupAct(yard, '5'))
    const edited = { ...good, act: cleanupAct(yard, '50') }
    const answer = await handIn('qin', [edited, { ...good, act: { do: 'entry' } }, 7, good], { look: true })
    assert.deepEqual(outcomes(answer), ['refused', 'refused', 'refused', 'taken'])
    assert.match(answer.body.items[0].problem, /校验不一致/)
    const elsewhere = await handIn('qin', [good], { community: 'elsewhere' })
    assert.deepEqual([elsewhere.status, elsewhere.body.code], [422, 'field.file-elsewhere'])
    for (const who of ['guo', 'he'] as const) assert.equal((await handIn(who, [good])).status, 403)
    const stranger = await pictureOf({ width: 52 })
    const photo = `./field/handed-in/photos/${stranger.fact.sha256}?device=${deviceId}`
    const put = await office.as('qin')('PUT', photo, stranger.bytes, { 'content-type': 'image/jpeg' })
    assert.equal(put.body.code, 'field.photo-unknown')
  })

  it('an older version than what is in the ledger changes nothing; another content of one name is kept beside', async () => {
    const first = operation(cleanupAct(yard, '6'))
    const second = operation(cleanupAct(yard, '7'), { id: first.id, version: 2 })
    const batch = { deviceId, operations: [second], owed: [] }
    assert.equal((await office.as('qin')('POST', './field/batch', batch)).body.items[0].outcome, 'applied')
    assert.deepEqual(outcomes(await handIn('qin', [first])), ['older'])
    const act = cleanupAct(yard, '8')
    const clash = { ...second, act, hash: sha(operationText(act, [])) }
    assert.deepEqual(outcomes(await handIn('qin', [clash])), ['taken'])
    const row = (await list()).find((one) => /8/.test(one.summary))
    assert.deepEqual([row.why, row.alike], ['content', null])
  })
})
