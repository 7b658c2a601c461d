import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PhotoFacts } from './photo-facts.ts'
import { stampOf } from './photo-stamp.ts'

const facts = (change: Partial<PhotoFacts> = {}): PhotoFacts => ({
  takenAt: '2026-05-11T23:40:00.000Z',
  source: 'camera',
  arrivedAt: '2026-05-12T01:05:00.000Z',
  clockAhead: 4000,
  by: '郭强',
  ...change,
})
const where = '榆树院 3号楼'
const HOUR = 3_600_000

test('a stamp says when, by what, where and by whom, and when the server had it, all in the office’s own hours', () => {
  assert.deepEqual(stampOf(facts(), where), {
    taken: '拍摄 2026-05-12 07:40 · 相机 · 榆树院 3号楼 · 郭强',
    doubt: '',
    arrived: '服务器收到 2026-05-12 09:05',
  })
})

test('what is not known is left out, and a missing time is said', () => {
  const { taken, doubt } = stampOf(facts({ takenAt: null, source: 'unknown' }), '')
  assert.deepEqual([taken, doubt], ['没有拍摄时间 · 郭强', ''])
})

test('a clock that is off is said in minutes, hours or days, and the claimed time stays as it was claimed', () => {
  const off = (clockAhead: number) => stampOf(facts({ clockAhead }), where)
  assert.equal(off(48 * HOUR).doubt, '手机时钟快2天')
  assert.equal(off(-5 * HOUR).doubt, '手机时钟慢5小时')
  assert.equal(off(12 * 60_000).doubt, '手机时钟快12分钟')
  assert.equal(off(48 * HOUR).taken, stampOf(facts(), where).taken)
})

test('a picture from before its own taking is doubted even when no clock is known', () => {
  const early = facts({ clockAhead: null, source: 'album', arrivedAt: '2026-05-11T20:00:00.000Z' })
  assert.equal(stampOf(early, where).doubt, '拍摄时间比收到还晚，不准')
})
