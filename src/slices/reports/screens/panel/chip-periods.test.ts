import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameOfPeriod, periodOfName } from './chip-periods.ts'

const may = { from: '2023-05-01', to: '2023-05-31' }
const none = { from: null, to: null }

test('a period chosen by name is known by that name again', () => {
  for (const name of ['quarter', 'year', 'to-date', 'last', 'last-year'] as const) {
    assert.equal(nameOfPeriod(periodOfName(name, none, may), may), name)
  }
})

test('a chip without days follows its report, and any other days are its own', () => {
  assert.equal(nameOfPeriod(none, may), 'report')
  assert.deepEqual(periodOfName('report', { from: '2023-01-02', to: '2023-01-09' }, may), none)
  assert.equal(nameOfPeriod({ from: '2023-01-02', to: '2023-01-09' }, may), 'own')
})

test('days of one’s own begin with those that stand there', () => {
  assert.deepEqual(periodOfName('own', none, may), may)
  assert.deepEqual(periodOfName('own', { from: '2023-02-01', to: '2023-02-28' }, may), {
    from: '2023-02-01',
    to: '2023-02-28',
  })
})
