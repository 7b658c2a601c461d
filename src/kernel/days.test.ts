import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayAt, minuteAt } from './days.ts'

test('a minute is the office’s own, on the office’s own day, and its seconds are cut off', () => {
  const at = Date.parse('2026-05-11T16:04:59.900Z')
  assert.equal(minuteAt(at), '2026-05-12 00:04')
  assert.equal(minuteAt(new Date(at)), '2026-05-12 00:04')
  assert.equal(minuteAt(at - 5 * 60_000), '2026-05-11 23:59')
  assert.equal(minuteAt(at).slice(0, 10), dayAt(at))
})
