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
const SEQUENCES = 120

let database: TestDatabase
let app: App
let world: WalkWorld
before(async () => {
  database = await testDatabase()
  app = makeApp(database.poolConfig, join(tmpdir(), 'ybz-walk'))
  world = await walkWorld(app, 'walk')
})
after(async () => {
  await app.db.close()
  await database.close()
})

test('no path breaks a closing rule, and clocks, counters and events equal a plain retelling', async () => {
  const walked = await walk(app, world, 20260615, 0, SEQUENCES)
  assert.deepEqual(walked.violations, [])
  // A walk that never comes deep would prove nothing.
  assert.ok(walked.taken > SEQUENCES * 3, `only ${walked.taken} steps taken`)
  for (const codes of [
    ['case.check-own-fix', 'case.check-own-unit', 'case.check-with-duty'],
    ['case.close-needs-other'],
    ['case.photo-needed'],
  ])
    assert.ok(
      codes.some((code) => (walked.refused[code] ?? 0) > 0),
      `${codes.join()} never came up`,
    )
})
