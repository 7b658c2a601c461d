import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import type { Problem } from '#kernel/problem.ts'
import { cleanup, facilityCheck, type LedgerWorld, ledgerWorld } from './test-ledger.ts'
import { EntryListQuery } from './schema.ts'
import { entryHistory } from './store-history.ts'
import { readKinds } from './store-kinds.ts'
import { listEntries } from './store-list.ts'
import { entryTotals } from './store-totals.ts'

let world: LedgerWorld
before(async () => {
  world = await ledgerWorld()
})
after(() => world.close())

const refused = (code: string) => (error: Problem) => error.code === code

test('a record sent twice is one record; other contents under its id are refused', async () => {
  const draft = cleanup(world.places.elm, { id: newId() })
  const send = (item: typeof draft) => world.run((c) => world.app.commands.run(c, 'entry.record', { items: [item] }))
  assert.equal((await send(draft))[0]!.outcome, 'created')
  assert.equal((await send({ ...draft, amounts: { piles: '2.0', tons: '01.50' } }))[0]!.outcome, 'unchanged')
  await assert.rejects(send({ ...draft, amounts: { piles: '3' } }), refused('entry.exists'))
})

test('a day alone is no record; a visit to a known place is one', async () => {
  const send = (draft: object) =>
    world.run((c) =>
      world.app.commands.run(c, 'entry.record', {
        items: [
          {
            kind: 'volunteer-event',
            placeId: null,
            dayFrom: '2026-03-01',
            dayTo: '2026-03-01',
            via: 'form',
            amounts: {},
            fields: {},
            parties: {},
            ...draft,
          },
        ],
      }),
    )
  await assert.rejects(send({}), refused('entry.empty'))
  assert.equal((await send({ placeId: world.places.elm }))[0]!.outcome, 'created')
})

test('a correction keeps the old version in history, field by field', async () => {
  const [saved] = await world.run((c) =>
    world.app.commands.run(c, 'entry.record', { items: [cleanup(world.places.plum, { note: '北门口' })] }),
  )
  const correct = (reason: string, version?: number) =>
    world.run((c) =>
      world.app.commands.run(c, 'entry.correct', {
        items: [
          {
            ...cleanup(world.places.lane, { amounts: { piles: '5' } }),
            id: saved!.id,
            reason,
            ...(version && { version }),
          },
        ],
      }),
    )
  assert.equal((await correct('地点看错了', 1))[0]!.version, 2)
  await assert.rejects(correct('又改', 1), refused('object.changed'))
  assert.equal((await correct('再交一次'))[0]!.outcome, 'unchanged')
  const history = await world.run(async ({ tx }) => entryHistory(tx, await readKinds(tx), saved!.id))
  assert.deepEqual(
    history.map((item) => [item.event, item.reason]),
    [
      ['entry.recorded', ''],
      ['entry.corrected', '地点看错了'],
    ],
  )
  assert.deepEqual(
    history[1]!.changes.map((change) => `${change.label}:${change.before}>${change.after}`),
    ['地点:梅园>石板巷', '清理乱堆垃圾:2处>5处', '清运垃圾:1.5吨>', '备注:北门口>'],
  )
})

test('a withdrawn record is in no list, no total, and cannot be corrected', async () => {
  const [saved] = await world.run((c) =>
    world.app.commands.run(c, 'entry.record', { items: [cleanup(world.places.lane, { dayFrom: '2026-04-20' })] }),
  )
  const april = { from: '2026-04-20', to: '2026-04-20' }
  const page = () =>
    world.run(async ({ tx, reader }) => listEntries(tx, reader, await readKinds(tx), EntryListQuery.parse(april)))
  assert.equal((await page()).total, 1)
  const withdraw = () =>
    world.run((c) => world.app.commands.run(c, 'entry.withdraw', { items: [{ id: saved!.id, reason: '重复登记' }] }))
  assert.equal((await withdraw())[0]!.version, 2)
  assert.equal((await withdraw())[0]!.outcome, 'unchanged')
  assert.deepEqual([(await page()).total, (await page()).rows.length], [0, 0])
  const totals = await world.run(async ({ tx, reader }) => entryTotals(tx, reader, await readKinds(tx), april))
  assert.deepEqual(totals, { entries: 0, exact: true, measures: [] })
  const correction = { ...cleanup(world.places.lane), id: saved!.id, reason: '想恢复' }
  await assert.rejects(
    world.run((c) => world.app.commands.run(c, 'entry.correct', { items: [correction] })),
    refused('entry.withdrawn'),
  )
})

test('what a kind does not allow is refused with the field at fault, and nothing of the batch is kept', async () => {
  const { elm } = world.places
  const bad: [string, string, object][] = [
    ['entry.field-unknown', 'amounts.apples', { amounts: { apples: '1' } }],
    ['entry.field-wrong', 'amounts.piles', { amounts: { piles: '1.5' } }],
    ['entry.place-missing', 'placeId', { placeId: null }],
    ['entry.place-unknown', 'placeId', { placeId: newId() }],
    ['entry.days', 'dayTo', { dayFrom: '2026-03-12', dayTo: '2026-03-01' }],
    ['entry.future', 'dayFrom', { dayFrom: '2026-06-16', dayTo: '2026-06-16' }],
    ['entry.campaign-unknown', 'campaignId', { campaignId: newId() }],
    ['entry.photo-unknown', 'photos', { photos: [{ sha256: 'a'.repeat(64) }] }],
    ['kind.unknown', 'kind', { kind: 'own-nothing' }],
  ]
  const marker = cleanup(elm, { note: '同批的好记录' })
  for (const [code, field, changes] of bad) {
    const items = [marker, { ...cleanup(elm), ...changes }]
    await assert.rejects(
      world.run((c) => world.app.commands.run(c, 'entry.record', { items })),
      (error: Problem) => error.code === code && error.field === field && error.params.row === 2,
      code,
    )
  }
  const kept = await world.run(async ({ tx, reader }) =>
    listEntries(tx, reader, await readKinds(tx), EntryListQuery.parse({ text: '同批的好' })),
  )
  assert.equal(kept.rows.length, 0)
})

test('fields are read by their type: choices by their other words, members by their kind', async () => {
  const { lane } = world.places
  const { bureau, keeper } = world.parties
  await world.run((c) => world.app.commands.run(c, 'kind.save', { items: [facilityCheck] }))
  const check = (fields: Record<string, string>, parties: Record<string, string[]> = {}) =>
    world.run((c) =>
      world.app.commands.run(c, 'entry.record', {
        items: [
          {
            kind: 'own-facility',
            placeId: lane,
            dayFrom: '2026-05-06',
            dayTo: '2026-05-06',
            amounts: {},
            fields,
            parties,
            via: 'form',
          },
        ],
      }),
    )
  await check({ issue: '路灯不亮', status: '修复中' }, { unit: [bureau] })
  await assert.rejects(check({ issue: '路灯不亮', status: '不知道' }), refused('entry.field-wrong'))
  await assert.rejects(check({ issue: '  ', status: '未修复' }), refused('entry.field-missing'))
  await assert.rejects(check({ issue: '积水', status: '未修复' }, { unit: [keeper] }), refused('entry.party-kind'))
  await assert.rejects(check({ issue: '积水', status: '未修复' }, { unit: [newId()] }), refused('entry.party-unknown'))
  const scope = { from: '2026-01-01', to: '2026-05-31' }
  const open = await world.run(async ({ tx, reader }) => {
    const defs = (await world.app.figures.defs(tx, reader)).filter((def) => def.key.startsWith('own-facility.open'))
    return world.app.figures.answerAll(
      tx,
      reader,
      defs.map((def) => ({ def, scope })),
    )
  })
  assert.deepEqual(
    open.map((answer) => answer.value),
    ['1', '0', '1'],
  )
})
