import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { App } from '#kernel/node/app.ts'
import { makeApp } from '#server/make-app.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { walk } from './walk/walk.ts'
import { walkWorld, type WalkWorld } from './walk/world.ts'

// A short walk with every change; `npm run walk` goes 20,000 sequences and more.
const HALF = 60

let database: TestDatabase
let app: App
let many: WalkWorld
let few: WalkWorld
before(async () => {
  database = await testDatabase()
  app = makeApp(database.poolConfig, join(tmpdir(), 'ybz-walk'))
  many = await walkWorld(app, { code: 'walk-many', ownTime: false, few: false })
  few = await walkWorld(app, { code: 'walk-few', ownTime: true, few: true })
})
after(async () => {
  await app.db.close()
  await database.close()
})

test('no path breaks a closing rule, and clocks, counters and events equal a plain retelling', async () => {
  const parts = await Promise.all(
    [many, few].map((world, part) => walk(app, world, 20260615, { from: part * HALF, to: (part + 1) * HALF })),
  )
  assert.deepEqual(
    parts.flatMap(({ violations }) => violations),
    [],
  )
  const taken = parts.reduce((sum, part) => sum + part.taken, 0)
  const refused = (code: string): number => parts.reduce((sum, part) => sum + (part.refused[code] ?? 0), 0)
  // A walk that never comes deep would prove nothing.
  assert.ok(taken > HALF * 6, `only ${taken} steps taken`)
  for (const codes of [
    ['case.check-own-fix', 'case.check-own-unit', 'case.check-with-duty'],
    ['case.close-needs-other'],
    ['case.photo-needed'],
    ['case.recheck-not-drawn', 'case.recheck-early'],
    ['object.changed'],
  ])
    assert.ok(
      codes.some((code) => refused(code) > 0),
      `${codes.join()} never came up`,
    )
})

test('a walk held against another telling of time is broken', async () => {
  const other = { ...many, clock: { hours: [[540, 1020]] as [number, number][], own: {} } }
  const { violations } = await walk(app, other, 20260615, { from: 0, to: 20 })
  assert.ok(
    violations.some((violation) => violation.includes('dueAt is')),
    'nothing was noticed',
  )
})
