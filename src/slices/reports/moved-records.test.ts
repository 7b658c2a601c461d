import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Evidence } from '#kernel/figure.ts'
import { movedRecords } from './moved-records.ts'

function row(id: string, amount: string | null, version = 1): Evidence {
  return {
    type: 'entry',
    id,
    version,
    day: '2021-04-02',
    dayTo: '2021-04-02',
    place: '',
    title: id,
    amount,
    unit: '处',
    photos: 0,
  }
}

describe('records that moved a figure', () => {
  it('are those added, gone, or with another share', () => {
    const moved = movedRecords(
      [row('a', '3'), row('b', '4'), row('c', '5.0')],
      [row('a', '3', 2), row('b', '6', 2), row('c', '5'), row('d', '1')],
    )
    assert.deepEqual(
      moved.map((one) => [one.id, one.moved, one.before, one.amount]),
      [
        ['b', 'changed', '4', '6'],
        ['d', 'added', null, '1'],
      ],
    )
    assert.deepEqual(
      movedRecords([row('a', '3')], []).map((one) => [one.id, one.moved]),
      [['a', 'removed']],
    )
  })

  it('are the corrected ones when no share explains the difference', () => {
    assert.deepEqual(
      movedRecords([row('a', null)], [row('a', null, 2)]).map((one) => one.id),
      ['a'],
    )
    assert.deepEqual(movedRecords([row('a', null)], [row('a', null)]), [])
  })

  it('account for the whole difference of a sum', () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 1, max: 12 }), amount: fc.integer({ min: 0, max: 50 }) }),
      { selector: (one) => one.id, maxLength: 12 },
    )
    const sum = (some: { amount: string | null }[]): number =>
      some.reduce((total, one) => total + Number(one.amount ?? 0), 0)
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const frozen = before.map((one) => row(String(one.id), String(one.amount)))
        const live = after.map((one) => row(String(one.id), String(one.amount)))
        const moved = movedRecords(frozen, live)
        const difference = moved.reduce(
          (total, one) => total + (one.moved === 'removed' ? 0 : Number(one.amount)) - Number(one.before ?? 0),
          0,
        )
        assert.equal(difference, sum(live) - sum(frozen))
      }),
    )
  })
})
