import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { isPlainJpeg } from '#kernel/node/photos/plain-jpeg.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, Operation, PhotoFact } from '#slices/field/schema.ts'
import type { PersonName } from '#test/office.ts'
import { type BusyOffice, busyOffice } from './busy-office.ts'

const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const JPEG = { 'content-type': 'image/jpeg' }

// The door that phones come in by, tried by somebody who holds more than a phone.
describe('bad inputs: phones', () => {
  let office: BusyOffice
  let seq = 0
  before(async () => {
    office = await busyOffice()
  })
  after(() => office.close())

  const entry = (note = '', piles = '1'): Act => ({
    do: 'entry',
    kind: 'cleanup',
    placeId: office.places.elm,
    locus: '',
    day: '2026-06-15',
    amounts: { piles },
    fields: {},
    parties: {},
    note,
  })
  const operation = (act: Act, photos: PhotoFact[] = [], more: Partial<Operation> = {}): Operation => ({
    id: newId(),
    version: 1,
    deviceSeq: (seq += 1),
    previous: '',
    hash: sha(operationText(act, photos)),
    clientTime: '2026-06-15T01:40:00.000Z',
    clockAhead: null,
    act,
    photos,
    ...more,
  })
  const picture = async (width: number): Promise<{ bytes: Buffer; fact: PhotoFact }> => {
    const bytes = await sharp({ create: { width, height: 30, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
    const facts = { role: 'scene', source: 'camera', takenAt: null, cameraSha256: null } as const
    return { bytes, fact: { sha256: sha(bytes), bytes: bytes.byteLength, ...facts } }
  }
  const send = (who: PersonName, deviceId: string, operations: unknown[], owed: string[] = []) =>
    office.as(who)('POST', './field/batch', { deviceId, operations, owed })
  const put = (who: PersonName, device: string, sha256: string, bytes: Buffer, home = '.') =>
    office.as(who)('PUT', `${home}/field/photos/${sha256}?device=${device}`, bytes, JPEG)
  const ended = (login: string, role: string, to: string | null) =>
    office.app.db.asOwner((tx) =>
      sql`update account_role set role = ${role}, valid_from = '2026-01-01', valid_to = ${to}::date
        where account_id = (select id from account where login = ${login})`.execute(tx),
    )

  it('whoever worked here before cannot fill what waits for the office, and loses nothing over it', async () => {
    const device = newId()
    const { app, community } = office
    await ended('shen', 'grid', '2026-06-14')
    const first = operation(entry('第一条'))
    assert.equal((await send('shen', device, [first])).body.items[0].outcome, 'quarantined')
    const fill = (login: string, many: number) =>
      app.db.asOwner((tx) =>
        sql`insert into field_quarantine (community_id, id, device_id, operation_id, version, hash, why, problem,
            operation, account_id, came_at)
          select ${community.id}::uuid, gen_random_uuid(), ${device}::uuid, gen_random_uuid(), 1, md5(n::text),
            'refused-now', '', q.operation, (select id from account where login = ${login}), q.came_at
          from field_quarantine q, generate_series(1, ${many}::int) n where q.operation_id = ${first.id}::uuid`.execute(
          tx,
        ),
      )
    const settle = (login: string) =>
      app.db.asOwner((tx) =>
        sql`update field_quarantine set state = 'dropped' where operation_id <> ${first.id}::uuid
          and account_id = (select id from account where login = ${login})`.execute(tx),
      )
    const kept = async (id: string): Promise<number> => {
      const found = await app.db.asOwner((tx) =>
        sql<{ n: number }>`select (select count(*) from field_operation where id = ${id}::uuid)::int
          + (select count(*) from field_quarantine where operation_id = ${id}::uuid)::int as n`.execute(tx),
      )
      return found.rows[0]!.n
    }
    await fill('shen', 4_998)
    const [last, over] = [operation(entry('最后一条')), operation(entry('多出来的'))]
    const answered = (await send('shen', device, [last, over])).body.items
    assert.deepEqual(
      answered.map((item: { outcome: string }) => item.outcome),
      ['quarantined', 'later'],
    )
    assert.match(answered[1].problem, /仍在手机里/)
    assert.equal(await kept(over.id), 0)
    // What is known already is answered as before.
    assert.equal((await send('shen', device, [first])).body.items[0].outcome, 'quarantined')
    await settle('shen')
    assert.equal((await send('shen', device, [over])).body.items[0].outcome, 'quarantined')
    // Many of them together fill no more either; and somebody at work here is not in their way.
    await settle('shen')
    await fill('guo', 20_000)
    const late = operation(entry('又一条'))
    assert.equal((await send('shen', device, [late])).body.items[0].outcome, 'later')
    const work = operation(entry('照常上班'))
    assert.equal((await send('qin', newId(), [work])).body.items[0].outcome, 'applied')
    await settle('guo')
    // One may say little of a picture and send much, or more than a phone ever took.
    const { bytes, fact } = await picture(50)
    const small = operation(entry('说小了'), [{ ...fact, bytes: 10 }])
    assert.equal((await send('shen', device, [small], [fact.sha256])).body.items[0].outcome, 'quarantined')
    assert.equal((await put('shen', device, fact.sha256, bytes)).body.code, 'field.photo-changed')
    const large = Array.from({ length: 15 }, (_, n) =>
      operation(
        entry('照片多'),
        Array.from({ length: 20 }, (_, m) => ({ ...fact, sha256: sha(`${n} ${m}`), bytes: 8_000_000 })),
      ),
    )
    const outcomes = (await send('shen', device, large)).body.items.map((item: { outcome: string }) => item.outcome)
    assert.deepEqual(
      [outcomes.slice(0, 12), outcomes.slice(12)],
      [Array(12).fill('quarantined'), Array(3).fill('later')],
    )
    await ended('shen', 'auditor', null)
  })

  it('a picture that nobody announced is not written, however often it is sent', async () => {
    const device = newId()
    const { bytes, fact } = await picture(51)
    await send('qin', device, [operation(entry(), [fact])])
    const other = (await picture(52)).bytes
    for (let n = 0; n < 3; n += 1)
      assert.equal((await put('qin', device, fact.sha256, other)).body.code, 'field.photo-changed')
    const name = sha(other)
    const folder = join(office.app.dataFolder, 'blobs', name.slice(0, 2), name.slice(2, 4))
    assert.deepEqual(await readdir(folder).catch(() => []), [])
    assert.equal((await put('qin', device, fact.sha256, bytes)).status, 200)
  })

  it('knowing the hash of a picture tells nothing of it and opens nothing', async () => {
    const theirs = { device: newId(), ...(await picture(53)) }
    await send('qin', theirs.device, [operation(entry(), [theirs.fact])])
    await put('qin', theirs.device, theirs.fact.sha256, theirs.bytes)
    const mine = newId()
    const none = sha('nobody has this')
    // Asked for by somebody else, what is here and what is nowhere are answered the same.
    const owed = (await send('guo', mine, [], [theirs.fact.sha256, none])).body
    assert.deepEqual([owed.slots, owed.have], [[], []])
    const [known, unknown] = [
      await put('guo', mine, theirs.fact.sha256, theirs.bytes),
      await put('guo', mine, none, theirs.bytes),
    ]
    assert.deepEqual([known.status, known.body], [unknown.status, unknown.body])
    // Announced anew, it has to be sent anew.
    const claimed = (await send('guo', mine, [operation(entry(), [theirs.fact])], [theirs.fact.sha256])).body
    assert.deepEqual([claimed.slots, claimed.have], [[theirs.fact.sha256], []])
    // Next door nobody waits for it, whichever device is named.
    const next = `/api/c/${office.other.code}`
    assert.equal((await put('neighbour', theirs.device, theirs.fact.sha256, theirs.bytes, next)).status, 404)
    assert.equal((await put('guo', theirs.device, theirs.fact.sha256, theirs.bytes, next)).status, 404)
    for (const name of [
      theirs.fact.sha256.toUpperCase(),
      `${theirs.fact.sha256}%00`,
      `..%2f..%2f${theirs.fact.sha256}`,
      `${theirs.fact.sha256}.part`,
      '%2e%2e',
      theirs.fact.sha256.slice(1),
    ])
      assert.equal((await put('qin', theirs.device, name, theirs.bytes)).status, 404, name)
  })

  it('no page elsewhere sends a picture in the name of whoever is signed in', async () => {
    const path = `./field/photos/${sha('x')}?device=${newId()}`
    const foreign: Record<string, string>[] = [
      { 'x-ybz': '' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]
    for (const headers of foreign) {
      const answer = await office.as('qin')('PUT', path, Buffer.from('x'), { ...JPEG, ...headers })
      assert.deepEqual([answer.status, answer.body.code], [403, 'request.foreign'], JSON.stringify(headers))
    }
  })

  it('odd items are answered one by one and stop nothing', async () => {
    const device = newId()
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const half = { ...operation(entry('半个字\ud800')) }
    const odd: unknown[] = [
      { id: { toString: null, valueOf: null } },
      { id: ['x'], version: {} },
      { ...operation(entry()), deviceSeq: 2 ** 40 },
      { ...operation(entry()), deviceSeq: 2 ** 31 },
      operation(entry('一个空字符\0')),
      half,
      { ...operation(entry()), act: { ...entry(), fields: { constructor: 'x', toString: 'y' } } },
      operation({ ...entry(), parties: { who: Array.from({ length: 101 }, newId) } } as Act),
      operation(entry('x'.repeat(2_001))),
      { ...operation(entry()), extra: 'deep' },
    ]
    const good = operation(entry('好的'))
    const text = JSON.stringify({ deviceId: device, operations: [...odd, good], owed: [] }).replace('"deep"', deep)
    const answer = await office.as('qin')('POST', './field/batch', Buffer.from(text), {
      'content-type': 'application/json',
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const outcomes = answer.body.items.map((item: { outcome: string }) => item.outcome)
    assert.equal(outcomes.at(-1), 'applied')
    assert.ok(
      outcomes.slice(0, -1).every((one: string) => one === 'refused' || one === 'later'),
      String(outcomes),
    )
    for (const over of [{ operations: Array(201).fill(null) }, { owed: Array(201).fill(sha('x')) }])
      assert.equal(
        (await office.as('qin')('POST', './field/batch', { deviceId: device, operations: [], owed: [], ...over }))
          .status,
        400,
      )
  })

  it('a record with marks that nobody sees is taken, and shown without them', async () => {
    const marked = operation(entry('清\u200b理\u202e了\ufeff东门'))
    const taken = (await send('qin', newId(), [marked])).body.items[0]
    assert.equal(taken.outcome, 'applied')
    assert.equal((await office.as('qin')('GET', `./entries/${marked.id}`)).body.note, '清理了东门')
    // What waits is kept sealed as it came, and still shows nothing of them.
    const waits = operation(entry('\u202e反着\u2066写'))
    assert.equal((await send('he', newId(), [waits])).body.items[0].outcome, 'quarantined')
    const { rows } = (await office.as('qin')('GET', './field/waiting?size=100')).body
    const row = rows.find((one: { summary: string; who: string }) => /何苗/.test(one.who))
    const whole = await office.as('qin')('GET', `./field/waiting/${row.id}`)
    assert.match(whole.raw.toString(), /反着写/)
    assert.doesNotMatch(whole.raw.toString(), /[\u202a-\u202e\u2066-\u2069]/)
    const applied = await office.as('qin')('POST', `./field/waiting/${row.id}/apply`, {
      edition: row.edition,
      stands: null,
    })
    assert.equal(applied.status, 200, JSON.stringify(applied.body))
    assert.equal((await office.as('qin')('GET', `./entries/${waits.id}`)).body.note, '反着写')
  })

  it('a picture that would be walked through again and again is none', async () => {
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
      .jpeg({ progressive: true })
      .toBuffer()
    assert.ok(isPlainJpeg(jpeg))
    const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), jpeg.length - 2)
    const bomb = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(40).fill(scan), Buffer.from([0xff, 0xd9])])
    assert.equal(isPlainJpeg(bomb), false)
    // A small file that says it is enormous.
    const lying = Buffer.from((await picture(54)).bytes)
    const frame = lying.indexOf(Buffer.from([0xff, 0xc0]))
    lying.writeUInt16BE(65_000, frame + 5)
    lying.writeUInt16BE(65_000, frame + 7)
    const device = newId()
    const facts = { role: 'scene', source: 'camera', takenAt: null, cameraSha256: null } as const
    const fact: PhotoFact = { sha256: sha(lying), bytes: lying.byteLength, ...facts }
    await send('qin', device, [operation(entry(), [fact])])
    assert.equal((await put('qin', device, fact.sha256, lying)).body.code, 'photo.not-image')
  })
})
