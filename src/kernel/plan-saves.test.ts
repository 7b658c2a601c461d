import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { planSaves } from './plan-saves.ts'

const standing = new Map([['lamp', { version: 3, body: { colour: 'green', watts: 5 } }]])

describe('planning a batch of saves', () => {
  it('tells new, corrected and unchanged apart, whatever the order of the keys', () => {
    const plan = planSaves(
      [
        { id: 'lamp', body: { watts: 5, colour: 'green' } },
        { id: 'bench', body: { colour: 'brown', watts: 0 } },
        { id: 'lamp', body: { colour: 'red', watts: 5 }, reason: 'painted' },
      ],
      standing,
    )
    assert.deepEqual(plan.saved, [
      { id: 'lamp', version: 3, outcome: 'unchanged' },
      { id: 'bench', version: 1, outcome: 'created' },
      { id: 'lamp', version: 4, outcome: 'corrected' },
    ])
    assert.deepEqual(
      plan.changes.map(({ id, version, reason }) => [id, version, reason]),
      [
        ['bench', 1, undefined],
        ['lamp', 4, 'painted'],
      ],
    )
  })

  it('writes an object changed twice in one batch once, as it stands last, and tells both changes', () => {
    const plan = planSaves(
      [
        { id: 'lamp', body: { colour: 'blue', watts: 5 } },
        { id: 'lamp', body: { colour: 'white', watts: 5 } },
      ],
      standing,
    )
    assert.deepEqual(
      plan.rows.map(({ version, body }) => [version, body.colour]),
      [[5, 'white']],
    )
    assert.deepEqual(
      plan.changes.map(({ before }) => before?.colour),
      ['green', 'blue'],
    )
  })

  it('refuses a change of a version that no longer stands, but not a save that changes nothing', () => {
    assert.throws(() => planSaves([{ id: 'lamp', body: { colour: 'red', watts: 5 }, version: 2 }], standing), {
      code: 'object.changed',
    })
    assert.throws(() => planSaves([{ id: 'gone', body: { colour: 'red', watts: 5 }, version: 1 }], standing), {
      code: 'object.changed',
    })
    const [saved] = planSaves([{ id: 'lamp', body: { colour: 'green', watts: 5 }, version: 2 }], standing).saved
    assert.equal(saved!.outcome, 'unchanged')
  })
})
