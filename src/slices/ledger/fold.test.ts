import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { foldOnce, startFolding } from './fold.ts'
import { cleanup, type LedgerWorld, ledgerWorld } from './test-ledger.ts'

let world: LedgerWorld
before(async () => {
  world = await ledgerWorld()
})
after(() => world.close())

const ask = <T>(query: ReturnType<typeof sql<T>>) => world.app.db.asOwner(async (tx) => (await query.execute(tx)).rows)
const waiting = async () => (await ask(sql<{ count: number }>`select count(*) as count from rollup_delta`))[0]!.count
const record = (count: number) =>
  world.run((c) =>
    world.app.commands.run(c, 'entry.record', {
      items: Array.from({ length: count }, () => cleanup(world.places.lane)),
    }),
  )
const piles = async () =>
  (
    await ask(
      sql<{
        amount: string
      }>`select amount from rollup where node_id = ${world.reader.communityId}::uuid and measure = 'piles'`,
    )
  )[0]?.amount

test('several folders at once fold every delta once', async () => {
  await record(5)
  await record(3)
  await Promise.all([foldOnce(world.app.db), foldOnce(world.app.db), foldOnce(world.app.db)])
  assert.equal(await foldOnce(world.app.db), 0)
  assert.deepEqual([await waiting(), await piles()], [0, '16'])
})

test('a fold cut off half-way leaves every delta waiting', async () => {
  await record(2)
  const before = await waiting()
  const cutOff = {
    ...world.app.db,
    asOwner: <T>(work: Parameters<typeof world.app.db.asOwner<T>>[0]) =>
      world.app.db.asOwner<T>(async (tx) => {
        await work(tx)
        throw new Error('power gone')
      }),
  }
  await assert.rejects(foldOnce(cutOff), /power gone/)
  assert.deepEqual([await waiting(), await piles()], [before, '16'])
})

test('the loop folds what waits and stops when told', async () => {
  const folding = startFolding(world.app.db, 5)
  while ((await waiting()) > 0) await new Promise((resolve) => setImmediate(resolve))
  await folding.stop()
  assert.equal(await piles(), '20')
  await record(1)
  assert.ok((await waiting()) > 0)
})
