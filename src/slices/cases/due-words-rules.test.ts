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
    ['限3日内', { n: 3, unit: 'calendar-days' }],
    ['限期3日内整改', { n: 3, unit: 'calendar-days' }],
    ['请于6月20日前完成整改', { n: 5, unit: 'calendar-days' }],
    ['务必于 6 月 20 日之前整改到位。', { n: 5, unit: 'calendar-days' }],
    ['整改时限：5个工作日', { n: 5, unit: 'working-days' }],
    ['自收到之日起3个工作日内', { n: 3, unit: 'working-days' }],
    ['接到通知后两天内反馈', { n: 2, unit: 'calendar-days' }],
    ['即日起一周内', { n: 7, unit: 'calendar-days' }],
    ['25日前', { n: 10, unit: 'calendar-days' }],
    ['10日前', null],
    ['6月底前', { n: 15, unit: 'calendar-days' }],
    ['月底前', { n: 15, unit: 'calendar-days' }],
    ['2月底前', null],
    // An hour of a day, or a word, is no day: it is shown as it was asked.
    ['6月20日18时前', null],
    ['6月20日18:00前', null],
    ['6月20日24时前', { n: 5, unit: 'calendar-days' }],
    ['2026-06-20 00:00:00', { n: 5, unit: 'calendar-days' }],
    ['立即整改', null],
    ['本周五前', null],
    ['3日或5日内', null],
  ]
  for (const [words, limit] of cases) assert.deepEqual(readDue(words, '2026-06-15'), limit, words)
})

test('a day of January asked for in December is the coming one', () => {
  assert.deepEqual(readDue('1月5日前', '2026-12-28'), { n: 8, unit: 'calendar-days' })
  assert.equal(readDue('2026年1月5日前', '2026-12-28'), null)
  assert.equal(readDue('12月20日前', '2026-12-28'), null)
  assert.deepEqual(readDue('2月底前', '2026-12-28'), { n: 62, unit: 'calendar-days' })
})
