import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { cleanup, type LedgerWorld, ledgerWorld } from './test-ledger.ts'
import { EntryListQuery } from './schema.ts'
import { entryHistory } from './store-history.ts'
import { readKinds } from './store-kinds.ts'
import { listEntries } from './store-list.ts'
import { entryTotals } from './store-totals.ts'

let world: LedgerWorld
let guo: Reader
let theirs: string
let mine: string

before(async () => {
  world = await ledgerWorld()
  const { elm, elm3, lane } = world.places
  guo = { ...world.reader, actor: newId(), name: '网格员郭强', role: 'grid', places: [elm, elm3], nodes: [] }
  const record = (item: ReturnType<typeof cleanup>, as?: Reader) =>
    world.run(async (c) => (await world.app.commands.run(c, 'entry.record', { items: [item] }))[0]!.id, as)
  theirs = await record(cleanup(lane, { amounts: { piles: '7' } }))
  await record(cleanup(elm, { amounts: { piles: '2' }, parties: {} }))
  mine = await record(cleanup(elm3, { amounts: { piles: '1' } }), guo)
})
after(() => world.close())

const refused = (code: string) => (error: Problem) => error.code === code

test('a grid member lists, sums and counts what happened at their places only', async () => {
  await world.run(async ({ tx, reader }) => {
    const kinds = await readKinds(tx)
    const page = await listEntries(tx, reader, kinds, EntryListQuery.parse({}))
    assert.deepEqual([page.total, page.rows.every((row) => row.placeName.startsWith('北网格'))], [2, true])
    const totals = await entryTotals(tx, reader, kinds, {})
    assert.deepEqual(
      totals.measures.map((measure) => measure.amount),
      ['3'],
    )
    const def = (await world.app.figures.defs(tx, reader)).find(({ key }) => key === 'cleanup.garbage.piles')!
    const scope = { from: '2026-01-01', to: '2026-12-31' }
    const [answer] = await world.app.figures.answerAll(tx, reader, [{ def, scope }])
    assert.deepEqual([answer!.value, answer!.count], ['3', 2])
    assert.equal((await world.app.figures.evidence(tx, reader, def, scope, { offset: 0, limit: 10 })).rows.length, 2)
  }, guo)
})

test('a grid member neither reads, corrects nor takes the id of a record elsewhere', async () => {
  const { elm, lane } = world.places
  const asGuo = <T>(work: Parameters<typeof world.run<T>>[0]) => world.run(work, guo)
  await assert.rejects(
    asGuo(async ({ tx }) => entryHistory(tx, await readKinds(tx), theirs)),
    refused('request.not-found'),
  )
  const correct = (id: string, placeId: string) =>
    asGuo((c) => world.app.commands.run(c, 'entry.correct', { items: [{ ...cleanup(placeId), id, reason: '试改' }] }))
  await assert.rejects(correct(theirs, elm), refused('entry.unknown'))
  await assert.rejects(correct(mine, lane), refused('entry.place-beyond'))
  await assert.rejects(
    asGuo((c) => world.app.commands.run(c, 'entry.record', { items: [cleanup(elm, { id: theirs })] })),
    refused('entry.exists'),
  )
  await assert.rejects(
    asGuo((c) => world.app.commands.run(c, 'entry.withdraw', { items: [{ id: theirs, reason: '试撤' }] })),
    refused('entry.unknown'),
  )
  assert.equal((await correct(mine, elm))[0]!.outcome, 'corrected')
})

test('the database itself holds the wall: a query without any condition shows no other row', async () => {
  for (const table of ['entry', 'measure', 'entry_party', 'entry_photo']) {
    const column = table === 'entry' ? 'id' : 'entry_id'
    const found = await world.run(
      ({ tx }) => sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx),
      guo,
    )
    assert.equal(
      found.rows.some((row) => row.id === theirs),
      false,
      table,
    )
  }
  const nobody: Reader = { ...world.reader, communityId: newId(), nodes: [], actor: newId() }
  for (const table of ['entry', 'measure', 'kind', 'campaign', 'seen', 'rollup', 'rollup_delta', 'photo', 'history']) {
    const found = await world.run(({ tx }) => sql`select 1 from ${sql.table(table)} limit 1`.execute(tx), nobody)
    assert.equal(found.rows.length, 0, table)
  }
})
