import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BUGS } from './sim/bugs.ts'
import { halves } from './sim/halves.ts'
import { schedule } from './sim/schedule.ts'

const SCHEDULES = 10_000
const SEED = 20260615
/** Schedules that once broke a promise, kept for ever. */
const ONCE_BROKEN = [9, 13, 20, 27, 56, 59, 70, 92, 243, 568, 1099, 2881]
/** Within so many schedules each bug shows; the rarest took about a quarter of them when this was written. */
const TRIES = 3000

test('a phone and a server keep every promise in ten thousand random schedules', async () => {
  const whole = await halves()
  for (const seed of ONCE_BROKEN) assert.deepEqual(await schedule(whole, seed), [], `seed ${seed}`)
  for (let n = 0; n < SCHEDULES; n += 1) {
    const broken = await schedule(whole, SEED + n)
    assert.deepEqual(broken, [], `seed ${SEED + n}`)
  }
})

test('every bug that was put in is caught', async () => {
  assert.ok(Object.keys(BUGS).length >= 20)
  for (const name of Object.keys(BUGS)) {
    const flawed = await halves(name)
    let caught = false
    for (let n = 1; n <= TRIES && !caught; n += 1) caught = (await schedule(flawed, n)).length > 0
    assert.ok(caught, `${name} was not caught in ${TRIES} schedules`)
  }
})
