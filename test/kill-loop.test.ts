import assert from 'node:assert/strict'
import test from 'node:test'
import { killLoop } from './kill-loop/kill-loop.ts'
import { scratchFolder } from './scratch.ts'

test('server and database killed while people write lose nothing they acknowledged and double nothing', async () => {
  const result = await killLoop({ kills: 5, seed: 37, rate: 80, dataFolder: scratchFolder() })
  assert.deepEqual(result.faults, [])
  const { lost, doubled, open, unopened, fell, odd, photos } = result
  assert.deepEqual(
    { lost, doubled, open, unopened, fell, odd, photosLost: photos.lost },
    { lost: 0, doubled: 0, open: 0, unopened: 0, fell: 0, odd: [], photosLost: 0 },
  )
  // While the database is away the answer is "not now", never a failure of its own.
  assert.deepEqual(result.errors, [])
  assert.deepEqual(
    Object.keys(result.refusals).filter((status) => !['-1', '0', '503'].includes(status)),
    [],
  )
  assert.ok(result.acknowledged > 100 && result.replayed.operations > 100)
  assert.equal(result.replayed.different, 0)
  // With this seed each of the four is meant to fall; one at a database that is just coming up hits the server.
  assert.ok(Object.keys(result.blows).length >= 3)
})
