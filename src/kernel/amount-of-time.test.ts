import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountOfTime, sayAmount, timeWords } from './amount-of-time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test('an amount is minutes below two hours, hours below two days, then days, and is never rounded to a unit’s end', () => {
  const cases: [number, number, string][] = [
    [0, 0, 'minutes'],
    [119.4 * MINUTE, 119, 'minutes'],
    [119.6 * MINUTE, 2, 'hours'],
    [2 * HOUR, 2, 'hours'],
    [47.4 * HOUR, 47, 'hours'],
    [47.6 * HOUR, 2, 'days'],
    [2 * DAY, 2, 'days'],
    [59.6 * HOUR, 2, 'days'],
    [400 * DAY, 400, 'days'],
  ]
  for (const [ms, count, unit] of cases) assert.deepEqual(amountOfTime(ms), { count, unit }, `${ms} ms`)
})

test('an amount behind is as much as one ahead', () => {
  for (const ms of [7 * MINUTE, 5 * HOUR, 3 * DAY]) assert.deepEqual(amountOfTime(-ms), amountOfTime(ms))
})

test('it is said in both languages for an answer, and through the catalogue for a screen', () => {
  assert.deepEqual(timeWords(90 * MINUTE), { zh: '90 分钟', en: '90 min' })
  assert.deepEqual(timeWords(-5 * HOUR), { zh: '5 小时', en: '5 h' })
  assert.deepEqual(timeWords(3 * DAY), { zh: '3 天', en: '3 days' })
  assert.equal(
    sayAmount(5 * HOUR, (text, { count }) => `${text}|${count}`),
    '{count} 小时|5',
  )
})
