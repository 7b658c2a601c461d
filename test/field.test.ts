import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation, PhotoFact } from '#slices/field/schema.ts'
import { cleanupAct, operationOf, pictureOf, sha } from './field-operations.ts'
import { type Office, type PersonName, testOffice } from './office.ts'

/** What a phone sends goes in by one door, once, whatever the network does; each item is answered on its own. */
describe('a phone and the server', () => {
  let office: Office
  let yard: string
  const device = newId()
  let seq = 0

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    await app.db.asReader(reader, async (tx) => {
      const [place] = await app.commands.run({ app, tx, reader }, 'place.save', {
        items: [{ type: 'yard', name: '石榴院', parentId: null, attrs: {}, validFrom: '2026-01-01' }],
      })
      yard = place!.id
    })
  })
  after(() => office.close())

  const entry = (piles: string, more: Partial<ReturnType<typeof cleanupAct>> = {}): Act => cleanupAct(yard, piles, more)
  const operation = (act: Act, more: Partial<Operation> = {}, photos: PhotoFact[] = []): Operation =>
    operationOf(act, { deviceSeq: (seq += 1), clientTime: '1970-01-01T00:00:00.000Z', ...more }, photos)
  const send = async (operations: unknown[], who: PersonName = 'qin', owed: string[] = [], deviceId = device) =>
    (await office.as(who)('POST', './field/batch', { deviceId, operations, owed })).body
  const piles = async (): Promise<string[]> => {
    const list = (await office.as('qin')('GET', './entries?kind=cleanup&size=50')).body
    return list.rows.map((row: { amounts: { amount: string }[] }) => row.amounts[0]!.amount).toSorted()
  }

  it('records once, however often it is sent, and answers the same each time', async () => {
    const one = operation(entry('3'))
    const first = await send([one])
    assert.deepEqual([first.items[0].outcome, first.items[0].version], ['applied', 1])
    assert.ok(first.items[0].position > 0)
    for (let again = 0; again < 3; again += 1)
      assert.deepEqual((await send([one, one])).items, [first.items[0], first.items[0]])
    assert.deepEqual(await piles(), ['3'])
  })

  it('lets the higher version stand in whatever order they come', async () => {
    const first = operation(entry('4'))
    const second = operation(entry('5'), { id: first.id, version: 2 })
    assert.deepEqual((await send([second])).items[0].outcome, 'applied')
    assert.deepEqual((await send([first])).items[0].outcome, 'applied')
    assert.deepEqual(await piles(), ['3', '5'])
    const third = operation(entry('6'), { id: first.id, version: 3 })
    await send([third])
    assert.deepEqual(await piles(), ['3', '6'])
    const history = (await office.as('qin')('GET', `./entries/${first.id}/history`)).body
    assert.equal(history.rows?.length ?? history.length, 2)
  })

  it('keeps both when one name carries two contents, or two things take one place in the chain', async () => {
    const one = operation(entry('7'))
    await send([one])
    const act = entry('8')
    const clash = { ...one, act, hash: sha(operationText(act, [])) }
    const fork = { ...operation(entry('9')), deviceSeq: one.deviceSeq }
    const { items } = await send([clash, fork])
    assert.deepEqual(
      items.map((item: { outcome: string }) => item.outcome),
      ['quarantined', 'quarantined'],
    )
    assert.ok(items.every((item: { problem: string }) => item.problem.length > 8))
    assert.deepEqual((await piles()).includes('8'), false)
    const kept = await office.app.db.asOwner((tx) =>
      sql<{ n: number }>`select count(*)::int as n from field_quarantine`.execute(tx),
    )
    assert.equal(kept.rows[0]!.n, 2)
    await send([clash, fork])
    const again = await office.app.db.asOwner((tx) =>
      sql<{ n: number }>`select count(*)::int as n from field_quarantine`.execute(tx),
    )
    assert.equal(again.rows[0]!.n, 2)
  })

  it('never lets a bad item hold up the others', async () => {
    const good = [operation(entry('11')), operation(entry('12'))]
    const bad = [
      null,
      7,
      {},
      { ...operation(entry('13')), version: 2 ** 53 },
      operation(entry('x')),
      operation(entry('14', { kind: 'no-such-kind' })),
      { ...operation(entry('15')), hash: 'a'.repeat(64) },
    ]
    const { items } = await send([good[0], ...bad, good[1]])
    assert.deepEqual(
      items.map((item: { outcome: string }) => item.outcome),
      ['applied', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'later', 'applied'],
    )
    // Its owner reads what is wrong; where exactly is for the file they hand in.
    const unread = items[5]
    assert.match(unread.problem, /“数量”不完整或写法不对/)
    assert.doesNotMatch(unread.problem, /act|amounts/)
    assert.match(unread.detail, /^act\.amounts\.piles: /)
    const found = await piles()
    assert.ok(found.includes('11') && found.includes('12') && !found.includes('14') && !found.includes('15'))
  })

  it('keeps for the office what its sender has no right to any more', async () => {
    const { items } = await send([operation(entry('21'))], 'he', [], newId())
    assert.equal(items[0].outcome, 'quarantined')
    assert.equal(
      (await office.as('shen')('POST', './field/batch', { deviceId: device, operations: [], owed: [] })).status,
      403,
    )
    assert.equal((await piles()).includes('21'), false)
  })

  it('reports a problem and takes its steps; a step that came too late waits for somebody', async () => {
    const found = operation({
      do: 'case',
      typeCode: 'yard-light',
      placeId: yard,
      locus: '2单元',
      severity: 'ordinary',
      issue: '灯不亮',
      foundOn: '2026-06-15',
      fixedOnSpot: null,
    })
    assert.equal((await send([found])).items[0].outcome, 'applied')
    const close = (seen: number) =>
      operation({ do: 'step', caseId: found.id, step: 'self-close', seen, note: '换好了' })
    assert.equal((await send([close(1)])).items[0].outcome, 'applied')
    assert.equal((await office.as('qin')('GET', `./cases/${found.id}`)).body.state, 'closed')
    assert.equal((await send([close(1)])).items[0].outcome, 'quarantined')
  })

  it('takes the photos it was told of, under the hash the phone knows, and nothing that carries more', async () => {
    const { bytes: picture, fact } = await pictureOf(
      { width: 40 },
      { role: 'after', takenAt: '2026-06-15T01:00:00.000Z', cameraSha256: sha('camera') },
    )
    const put = (bytes: Buffer, name: string, deviceId = device) =>
      office.as('qin')('PUT', `./field/photos/${name}?device=${deviceId}`, bytes, { 'content-type': 'image/jpeg' })
    assert.equal((await put(picture, fact.sha256)).body.code, 'field.photo-unknown')
    const one = operation(entry('31'), {}, [fact])
    const reply = await send([one], 'qin', [fact.sha256, 'b'.repeat(64)])
    assert.deepEqual([reply.slots, reply.have], [[fact.sha256], []])
    const withComment = Buffer.concat([
      picture.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, 6, 1, 2, 3, 4]),
      picture.subarray(2),
    ])
    for (const [bytes, code] of [
      [Buffer.concat([picture, Buffer.from('PK')]), 'field.photo-carries'],
      [withComment, 'field.photo-carries'],
      [Buffer.from('<svg/>'), 'field.photo-carries'],
      [(await pictureOf({ width: 41 })).bytes, 'field.photo-changed'],
    ] as const)
      assert.equal((await put(bytes, fact.sha256)).body.code, code)
    assert.equal((await put(picture, fact.sha256)).body.sha256, fact.sha256)
    const seen = await office.as('qin')('GET', `./entries/${one.id}/photos/${fact.sha256}`)
    assert.deepEqual([seen.status, sha(seen.raw)], [200, fact.sha256])
    assert.deepEqual((await send([], 'qin', [fact.sha256])).have, [fact.sha256])
    // Another phone that tells of the same picture is asked for it: knowing its hash is no right to it.
    const other = newId()
    const two = operation(entry('32'), { deviceSeq: 1 }, [fact])
    const asked = await send([two], 'qin', [fact.sha256], other)
    assert.deepEqual([asked.slots, asked.have], [[fact.sha256], []])
    assert.equal((await office.as('qin')('GET', `./entries/${two.id}/photos/${fact.sha256}`)).status, 404)
    await put(picture, fact.sha256, other)
    assert.equal((await office.as('qin')('GET', `./entries/${two.id}/photos/${fact.sha256}`)).status, 200)
  })

  it('takes nothing of one person in the session of another', async () => {
    const one = operation(entry('33'))
    const accountId = (await office.as('qin')('GET', '/api/session')).body.account.id
    const batch = { deviceId: device, accountId, operations: [one], owed: [] }
    const refused = await office.as('guo')('POST', './field/batch', batch)
    assert.deepEqual([refused.status, refused.body.code], [409, 'field.other-account'])
    assert.equal((await piles()).includes('33'), false)
    const taken = await office.as('qin')('POST', './field/batch', batch)
    assert.equal(taken.body.items[0].outcome, 'applied')
  })

  it('puts no photo of an older version that comes late on anything', async () => {
    const { bytes: picture, fact } = await pictureOf({ width: 35 })
    const record = operation(entry('44'), { version: 2 })
    assert.equal((await send([record])).items[0].outcome, 'applied')
    const late = operation(entry('43'), { id: record.id, version: 1 }, [fact])
    const reply = await send([late], undefined, [fact.sha256])
    assert.deepEqual([reply.items[0].outcome, reply.slots], ['applied', [fact.sha256]])
    const path = `./field/photos/${fact.sha256}?device=${device}`
    assert.equal((await office.as('qin')('PUT', path, picture, { 'content-type': 'image/jpeg' })).status, 200)
    assert.equal((await office.as('qin')('GET', `./entries/${record.id}/photos/${fact.sha256}`)).status, 404)
  })

  it('ties no photo to a record that its sender could not have written', async () => {
    const { bytes: picture, fact } = await pictureOf({ width: 33 })
    const record = operation(entry('41'))
    await send([record])
    const stranger = newId()
    const act = entry('42')
    const grafted = { ...operation(act, { id: record.id, version: 2, deviceSeq: 1 }, [fact]) }
    assert.equal((await send([grafted], 'he', [fact.sha256], stranger)).items[0].outcome, 'quarantined')
    const path = `./field/photos/${fact.sha256}?device=${stranger}`
    assert.equal((await office.as('he')('PUT', path, picture, { 'content-type': 'image/jpeg' })).status, 200)
    assert.equal((await office.as('qin')('GET', `./entries/${record.id}/photos/${fact.sha256}`)).status, 404)
  })
})
