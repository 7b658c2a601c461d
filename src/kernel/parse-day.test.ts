import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from './days.ts'
import { parseDay } from './parse-day.ts'
import { dayOfSerial, serialOfDay } from './serial-day.ts'

const read = (cell: string | number | Date, defaultYear?: number, date1904?: boolean) => {
  const got = parseDay(cell, { ...(defaultYear && { defaultYear }), ...(date1904 && { date1904 }) })
  return 'problem' in got ? got.problem : got.to ? `${got.day}~${got.to}` : got.day
}

test('one day in the notations of offices', () => {
  for (const cell of [
    '2021.3.9',
    '2021.03.09',
    '2021-3-9',
    '2021-03-09',
    '2021/3/9',
    '20210309',
    '2021年3月9日',
    '2021年03月09号',
    '２０２１．３．９',
    '2021 年 3 月 9 日',
    '2021年3月9日上午',
    '2021.3.9(星期二)',
    '2021-03-09 14:30',
    '2021年3月9日14时30分',
    '二〇二一年三月九日',
    '3月9日',
    '3.9',
    '3/9',
    '3-9',
    '三月九日',
    '21.3.9',
    '21年3月9日',
    '2021.3.9.',
    '2021-03-08T20:00:00Z',
    '2021 3 9',
    '2021。3。9',
    '2021，3，9',
    '2021.3，9',
    '2021、3、9',
    44264,
    44264.75,
    3.9,
  ])
    assert.equal(read(cell, 2021), '2021-03-09', String(cell))
  assert.equal(read(new Date('2021-03-09T00:00:00Z')), '2021-03-09')
  assert.equal(read(42802, 2021, true), '2021-03-09')
  assert.equal(read('25/12/2021'), '2021-12-25')
})

test('spans and whole months', () => {
  const cases: [string | number, string][] = [
    ['3月9日-12日', '2021-03-09~2021-03-12'],
    ['3月9日至4月2日', '2021-03-09~2021-04-02'],
    ['2021.3.9-3.12', '2021-03-09~2021-03-12'],
    ['2021-03-09~2021-03-12', '2021-03-09~2021-03-12'],
    ['2021-03-09-2021-03-12', '2021-03-09~2021-03-12'],
    ['自3月9日到3月12日', '2021-03-09~2021-03-12'],
    ['2021年3月9日—12日', '2021-03-09~2021-03-12'],
    ['12月30日-1月2日', '2021-12-30~2022-01-02'],
    ['3月', '2021-03-01~2021-03-31'],
    ['2021.2', '2021-02-01~2021-02-28'],
    [2021.2, '2021-02-01~2021-02-28'],
    ['202102', '2021-02-01~2021-02-28'],
    ['2月-4月', '2021-02-01~2021-04-30'],
    ['3月9日-9日', '2021-03-09'],
    ['3月上旬', '2021-03-01~2021-03-10'],
    ['2021年2月下旬', '2021-02-21~2021-02-28'],
  ]
  for (const [cell, wanted] of cases) assert.equal(read(cell, 2021), wanted, String(cell))
})

test('what is no day is refused by name', () => {
  const cases: [string | number, string][] = [
    ['2021.2.29', 'impossible'],
    ['2月30日', 'impossible'],
    ['2021-13-01', 'impossible'],
    ['20210431', 'impossible'],
    ['3月0日', 'impossible'],
    ['2021.3.12-2021.3.9', 'impossible'],
    ['3月12日-9日', 'impossible'],
    ['5/6/2021', 'ambiguous'],
    ['18.3.9', 'ambiguous'],
    [3.1, 'ambiguous'],
    [2021.1, 'ambiguous'],
    ['44264', 'ambiguous'],
    ['', 'unreadable'],
    ['近期', 'unreadable'],
    ['每周五', 'unreadable'],
    ['2021', 'unreadable'],
    [12, 'unreadable'],
    [Number.NaN, 'unreadable'],
    ['3月9日、11日', 'unreadable'],
    ['1.2吨', 'unreadable'],
  ]
  for (const [cell, wanted] of cases) assert.equal(read(cell, 2021), wanted, String(cell))
  assert.equal(read('3月9日'), 'year-missing')
  assert.equal(read('3月'), 'year-missing')
  assert.equal(read(new Date(Number.NaN)), 'unreadable')
  assert.deepEqual(parseDay('２月３０日', { defaultYear: 2021 }), { problem: 'impossible', said: '２月３０日' })
})

test('a day written in any notation reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (offset) => {
      const day = addDays('1960-01-01', offset)
      const [y, m, d] = day.split('-').map(Number) as [number, number, number]
      for (const cell of [
        `${y}.${m}.${d}`,
        `${y}年${m}月${d}日`,
        day.replaceAll('-', ''),
        `${m}月${d}日`,
        serialOfDay(day),
      ]) {
        assert.equal(read(cell, y), day, String(cell))
      }
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (cell) => void parseDay(cell, { defaultYear: 2021 })))
})

test('serial numbers: the leap day of 1900 that never was, clock times, the edges', () => {
  assert.equal(dayOfSerial(1), '1900-01-01')
  assert.equal(dayOfSerial(59), '1900-02-28')
  assert.equal(dayOfSerial(60), null)
  assert.equal(dayOfSerial(61), '1900-03-01')
  assert.equal(dayOfSerial(0.5), null)
  assert.equal(dayOfSerial(2_958_465), '9999-12-31')
  assert.equal(dayOfSerial(2_958_466), null)
  assert.equal(dayOfSerial(0, true), '1904-01-01')
})
