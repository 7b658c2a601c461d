import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDue } from './due-words-rules.ts'

test('times allowed as lists say them', () => {
  const cases: [string, unknown][] = [
    ['3个工作日', { n: 3, unit: 'working-days' }],
    ['三个工作日内', { n: 3, unit: 'working-days' }],
    ['24小时', { n: 1, unit: 'calendar-days' }],
    ['48 小时内', { n: 2, unit: 'calendar-days' }],
    ['4小时', { n: 4, unit: 'working-hours' }],
    ['两天', { n: 2, unit: 'calendar-days' }],
    ['十五日', { n: 15, unit: 'calendar-days' }],
    ['6月20日前', { n: 5, unit: 'calendar-days' }],
    ['2026.6.16', { n: 1, unit: 'calendar-days' }],
    ['6月15日', null],
    ['6月1日', null],
    ['尽快', null],
    ['', null],
    ['2月30日', null],
  ]
  for (const [words, limit] of cases) assert.deepEqual(readDue(words, '2026-06-15'), limit, words)
})
