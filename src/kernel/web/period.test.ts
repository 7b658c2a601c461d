import assert from 'node:assert/strict'
import { test } from 'node:test'
import { periodOf, shapeOf } from './period.ts'

test('a pair of days is recognised as the period an office would call it', () => {
  assert.equal(shapeOf({ from: '2026-02-01', to: '2026-02-28' }, '2026-05-08'), 'month')
  assert.equal(shapeOf({ from: '2026-04-01', to: '2026-06-30' }, '2026-05-08'), 'quarter')
  assert.equal(shapeOf({ from: '2026-01-01', to: '2026-12-31' }, '2026-05-08'), 'year')
  assert.equal(shapeOf({ from: '2026-01-01', to: '2026-05-08' }, '2026-05-08'), 'to-date')
  assert.equal(shapeOf({ from: '2026-01-01', to: '2026-05-07' }, '2026-05-08'), 'custom')
})

test('until now begins with the year of the day', () => {
  assert.deepEqual(periodOf('to-date', '2026-05-08'), { from: '2026-01-01', to: '2026-05-08' })
})
