import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { howFarAhead, dayBy } from './clock.ts'

const DAY_MS = 86_400_000
const noon = Date.parse('2026-05-20T04:00:00Z')

/** A phone whose clock was so far ahead when the server answered at a moment of the server's own clock. */
const heard = (clockAhead: number | null, at = noon) => ({ clockAhead, heardAt: { east: at } })

describe('the day by a clock that is off', () => {
  it('is put right in both directions', () => {
    const later = noon + 3_600_000
    assert.equal(dayBy(heard(2 * DAY_MS), later + 2 * DAY_MS), '2026-05-20')
    assert.equal(dayBy(heard(-3 * DAY_MS), later - 3 * DAY_MS), '2026-05-20')
  })

  it('is the clock’s own while the server was never heard, or the clock is off by no more than minutes', () => {
    assert.equal(dayBy({ clockAhead: null, heardAt: {} }, noon + 2 * DAY_MS), '2026-05-22')
    assert.equal(howFarAhead(heard(299_000), noon + 299_000), 0)
    assert.equal(howFarAhead(heard(301_000), noon + 301_000), 301_000)
  })

  it('is the clock’s own once somebody set a fast clock right', () => {
    assert.equal(howFarAhead(heard(2 * DAY_MS), noon + 60_000), 0)
    assert.equal(dayBy(heard(2 * DAY_MS), noon + 60_000), '2026-05-20')
  })
})
