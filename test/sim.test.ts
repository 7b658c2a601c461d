import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { BUGS } from './sim/bugs.ts'
import { halves } from './sim/halves.ts'
import { schedule } from './sim/schedule.ts'

/** Schedules that once broke a promise, kept for ever. */
const ONCE_BROKEN = [
  9, 13, 18, 20, 27, 41, 56, 59, 70, 71, 88, 92, 153, 155, 222, 243, 258, 413, 473, 568, 630, 1099, 2711, 2881, 3655,
  5129, 6546, 9614, 20260916, 20261021, 20261127, 20261219, 20261291, 20262199, 20262880, 20263874, 20264835, 20265286,
  31417007, 31417620, 31419902, 31424995, 100021335, 100169679, 100196132, 100265422, 100272924, 100283514, 100289298,
  100292796, 100331362, 100394414, 200000107, 200000735, 200001102, 200020534, 300018513, 300028796, 400075633,
  400455527, 400553210, 400613755, 400615236, 400699381, 400802345, 400833726,
]

const FIELD = new URL('../src/slices/field/', import.meta.url)
const main = fileURLToPath(new URL('./sim/main.ts', import.meta.url))

// On its own: this test runner follows every promise, which makes millions of them five times as slow.
async function sim(
  ...options: string[]
): Promise<{ schedules: number; violations: number; bugs: Record<string, number | null> }> {
  const run = promisify(execFile)(process.execPath, [main, '--json', ...options])
  const { stdout } = await run.catch((failed: { stdout: string; stderr: string }) => {
    throw new Error(`${failed.stdout}${failed.stderr}`)
  })
  return JSON.parse(stdout)
}

test('a phone and a server keep every promise in ten thousand random schedules', async () => {
  const whole = await halves()
  for (const seed of ONCE_BROKEN) assert.deepEqual(await schedule(whole, seed), [], `seed ${seed}`)
  const { schedules, violations } = await sim('--schedules', '10000', '--seed', '20260615')
  assert.deepEqual({ schedules, violations }, { schedules: 10_000, violations: 0 })
})

test('every bug that was put in is caught', async () => {
  const names = Object.keys(BUGS)
  assert.ok(names.length >= 20)
  assert.deepEqual(
    names.filter((name) => !readFileSync(new URL(BUGS[name]!.file, FIELD), 'utf8').includes(BUGS[name]!.find)),
    [],
    'these fit the code no more',
  )
  const { bugs } = await sim('--bug', 'all', '--schedules', '10000', '--seed', '1')
  assert.deepEqual(
    names.filter((name) => !bugs[name]),
    [],
  )
})
