import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { dice } from '#server/demo/dice.ts'
import type { BatchReply, Operation } from '#slices/field/schema.ts'
import { FieldPhone, sha256 } from '#test/trial/field-phone.ts'
import { operationText } from '#slices/field/operation-text.ts'
import { type Office, testOffice } from './office.ts'

/** What a phone sends at once goes in together, and must come out as if it had been sent one by one. */
describe('a batch', () => {
  let office: Office
  let placeId: string

  before(async () => {
    office = await testOffice()
    const { app, reader } = office
    placeId = await app.db.asReader(reader, async (tx) => {
      const items = [{ type: 'yard', name: '木槿院', parentId: null, attrs: {}, validFrom: '2026-01-01' }]
      return (await app.commands.run({ app, tx, reader }, 'place.save', { items }))[0]!.id
    })
  })
  after(() => office.close())

  const newPhone = (): FieldPhone =>
    new FieldPhone({ communityId: office.community.id, community: office.community.code, placeId, cookie: '' }, dice(5))
  const send = async (phone: FieldPhone, operations: Operation[]): Promise<BatchReply['items']> =>
    (await office.as('qin')('POST', './field/batch', { deviceId: phone.deviceId, operations, owed: [] })).body.items
  /** An operation of this phone, said otherwise. */
  const made = (phone: FieldPhone, change: Partial<Operation> & { note?: string; kind?: string } = {}): Operation => {
    phone.makeEntry()
    const { note, kind, ...rest } = change
    const { operation } = phone.made.at(-1)!
    const act = {
      ...operation.act,
      ...(note && { note }),
      ...(kind && { kind }),
      day: '2026-06-10',
    } as Operation['act']
    return { ...operation, ...rest, act, hash: sha256(operationText(act, [])) }
  }
  const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    (await office.app.db.asOwner((tx) => query.execute(tx))).rows

  it('takes new records, edits of them and edits of edits in one go, each at a position of its own', async () => {
    const phone = newPhone()
    const [one, other] = [made(phone, { note: '初稿' }), made(phone)]
    const batch = [
      one,
      other,
      made(phone, { id: one.id, version: 2, note: '改过' }),
      made(phone, { id: one.id, version: 3, note: '又改过' }),
      made(phone),
    ]
    const items = await send(phone, batch)
    assert.deepEqual(
      items.map(({ outcome, version }) => [outcome, version]),
      [1, 1, 2, 3, 1].map((version) => ['applied', version]),
    )
    const told = await rows(sql<{ id: string; version: number; position: number }>`
      select object_id as id, version, position from history where object_type = 'entry' order by position`)
    assert.deepEqual(
      items.map(({ id, version, position }) => ({ id, version, position })).toSorted((a, b) => a.position - b.position),
      told,
    )
    const [entry] = await rows(sql<{ note: string }>`select note from entry where id = ${one.id}::uuid`)
    assert.equal(entry!.note, '又改过')
    assert.deepEqual(await send(phone, batch), items)
    assert.equal((await rows(sql`select from history where object_type = 'entry'`)).length, told.length)
  })

  it('leaves out what is refused and takes the rest, and an edit in it of what the office corrected waits', async () => {
    const phone = newPhone()
    const early = made(phone)
    await send(phone, [early])
    const stands = (await office.as('qin')('GET', `./entries/${early.id}`)).body
    const corrected = { kind: 'cleanup', placeId, dayFrom: '2026-06-09', dayTo: '2026-06-09', amounts: { piles: '2' } }
    const { status } = await office.as('qin')('PUT', `./entries/${early.id}`, {
      ...corrected,
      fields: {},
      parties: {},
      note: '办公室核对过',
      via: 'form',
      version: stands.version,
      reason: '核对',
    })
    assert.equal(status, 200)
    const items = await send(phone, [
      made(phone),
      made(phone, { kind: 'no-such-kind' }),
      made(phone, { id: early.id, version: 2 }),
      made(phone),
    ])
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ['applied', 'refused', 'quarantined', 'applied'],
    )
    const [entry] = await rows(sql<{ note: string }>`select note from entry where id = ${early.id}::uuid`)
    assert.equal(entry!.note, '办公室核对过')
  })

  it('keeps both when two of one batch claim one name or one place in the chain', async () => {
    const phone = newPhone()
    const one = made(phone)
    const items = await send(phone, [
      one,
      { ...made(phone, { note: '同名' }), id: one.id, deviceSeq: one.deviceSeq },
      made(phone, { deviceSeq: one.deviceSeq }),
    ])
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ['applied', 'quarantined', 'quarantined'],
    )
    const kept = await rows(sql<{ why: string }>`select why from field_quarantine
      where device_id = ${phone.deviceId}::uuid order by why`)
    assert.deepEqual(
      kept.map(({ why }) => why),
      ['content', 'fork'],
    )
  })
})
