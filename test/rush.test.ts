import assert from 'node:assert/strict'
import test from 'node:test'
import { rush } from './rush/rush.ts'
import { scratchFolder } from './scratch.ts'

test('many phones at once lose nothing, double nothing, and are only ever told to come back', async () => {
  const result = await rush({ phones: 60, records: 5, seed: 11, dataFolder: scratchFolder() })
  assert.deepEqual(result.faults, [])
  const { acknowledged, lost, doubled, open, notAllowed, photos } = result
  assert.deepEqual(
    { acknowledged, lost, doubled, open, notAllowed },
    { acknowledged: 300, lost: 0, doubled: 0, open: 0, notAllowed: 0 },
  )
  assert.deepEqual(
    Object.keys(result.refusals).filter((status) => status !== '429' && status !== '503'),
    [],
  )
  assert.ok(photos.acknowledged > 0 && photos.lost === 0)
})
