import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { recordTogether } from './record-together.ts'
import { cleanup, type LedgerWorld, ledgerWorld } from './test-ledger.ts'

let world: LedgerWorld
before(async () => {
  world = await ledgerWorld()
})
after(() => world.close())

const code = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'rejected' ? (result.reason as Problem).code : 'saved'

interface Said {
  id: string
  position: number
  actor: string
  device: string
  author: string
  transaction: string
}

async function history(ids: string[]): Promise<Said[]> {
  const found = await world.app.db.asOwner((tx) =>
    sql<Said>`select object_id as id, position, actor, device_id as device, body ->> 'author' as author,
        xmin::text as transaction
      from history where object_id = any(${ids}::uuid[]) order by position`.execute(tx),
  )
  return found.rows
}

test('what several people record at one moment shares transactions, and each stands under its own name', async () => {
  const people = ['甲', '乙', '丙'].map((name): Reader => ({
    ...world.reader,
    name,
    actor: newId(),
    deviceId: `web:${name}`,
  }))
  const sent = Array.from({ length: 24 }, (_, at) => ({ by: people[at % 3]!, id: newId() }))
  await Promise.all(sent.map(({ by, id }) => recordTogether(world.app, by, cleanup(world.places.elm, { id }))))
  const said = await history(sent.map(({ id }) => id))
  const by = new Map(sent.map((one) => [one.id, one.by]))
  for (const { id, actor, author, device } of said) {
    assert.deepEqual([actor, author, device], [by.get(id)!.actor, by.get(id)!.actor, by.get(id)!.deviceId])
  }
  assert.deepEqual(
    said.map(({ position }) => position - said[0]!.position),
    sent.map((_, at) => at),
    'positions without a gap',
  )
  assert.ok(new Set(said.map(({ transaction }) => transaction)).size < sent.length)
})

test('of those sent at one moment the faulty are refused, each for its own fault, and the others kept', async () => {
  const { elm } = world.places
  const id = newId()
  const drafts = [
    cleanup(elm),
    cleanup(elm, { amounts: { piles: '一堆' } }),
    cleanup(newId()),
    cleanup(elm, { id }),
    cleanup(elm, { kind: 'own.none' }),
    // The same twice is one record; other contents under its id are refused.
    cleanup(elm, { id }),
    cleanup(elm, { id, amounts: { piles: '9' } }),
    cleanup(elm, { parties: { units: [world.parties.keeper] } }),
  ]
  const results = await Promise.allSettled(drafts.map((draft) => recordTogether(world.app, world.reader, draft)))
  assert.deepEqual(
    [0, 2, 3, 4, 5, 6, 7].map((at) => code(results[at]!)),
    ['saved', 'entry.place-unknown', 'saved', 'kind.unknown', 'saved', 'entry.exists', 'entry.field-unknown'],
  )
  assert.equal((await history([id])).length, 1)
})

test('someone who sees part of the places records behind their own wall', async () => {
  const guo: Reader = { ...world.reader, role: 'grid', places: [world.places.elm], actor: newId() }
  const results = await Promise.allSettled([
    recordTogether(world.app, world.reader, cleanup(world.places.lane)),
    recordTogether(world.app, guo, cleanup(world.places.lane)),
    recordTogether(world.app, guo, cleanup(world.places.elm)),
  ])
  assert.deepEqual(results.map(code), ['saved', 'entry.place-beyond', 'saved'])
})

test('a record without an id is named once, so that trying again after a lost answer makes no second one', async () => {
  const { app, reader, places } = world
  const now = app.now()
  let lost = 0
  // The answer to a commit is lost on the way, once, after the database has made it.
  const db = Object.create(app.db) as typeof app.db
  db.asReader = async (who, work) => {
    const done = await app.db.asReader(who, work)
    if (lost++ === 1) throw Object.assign(new Error('connection lost'), { code: 'ECONNRESET' })
    return done
  }
  const shaky = { ...app, db, now: () => now }
  const note = '断线时记的一条'
  await Promise.all([1, 2, 3].map(() => recordTogether(shaky, reader, { ...cleanup(places.elm), note })))
  assert.ok(lost > 2)
  const found = await app.db.asOwner((tx) =>
    sql<{ n: number }>`select count(*)::int as n from entry where note = ${note}`.execute(tx),
  )
  assert.equal(found.rows[0]!.n, 3)
})
