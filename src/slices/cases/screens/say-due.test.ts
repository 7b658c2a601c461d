import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Say } from '#kernel/web/words.ts'
import { sayDeadline, sayDue } from './say-due.ts'

const t: Say = (text, params = {}) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(params[key]))
const running = {
  dueAt: '2026-06-18T16:00:00Z', // to the end of 18 June in Shanghai
  stopped: false,
  overdue: false,
  closedAt: null,
  state: 'fixing' as const,
  reviewOn: null,
  recheckOn: null,
}
const at = (iso: string): number => Date.parse(iso)

test('a limit in days is said by its last day', () => {
  assert.equal(sayDeadline(running.dueAt), '2026-06-18')
  assert.deepEqual(sayDue(running, at('2026-06-15T02:00:00Z'), t), { text: '还有 3 天', tone: 'plain' })
  assert.equal(sayDue(running, at('2026-06-18T15:59:00Z'), t)?.text, '今天到期')
})

test('late is written out, from the first hour on', () => {
  assert.deepEqual(sayDue({ ...running, overdue: true }, at('2026-06-18T18:30:00Z'), t), {
    text: '超期 1 天',
    tone: 'bad',
  })
  assert.equal(sayDue({ ...running, overdue: true }, at('2026-06-21T02:00:00Z'), t)?.text, '超期 3 天')
  const noon = { ...running, dueAt: '2026-06-18T04:00:00Z', overdue: true }
  assert.equal(sayDue(noon, at('2026-06-18T06:30:00Z'), t)?.text, '超期 2 小时')
})

test('a limit in hours names the clock', () => {
  const hours = { ...running, dueAt: '2026-06-15T09:30:00Z' }
  assert.equal(sayDeadline(hours.dueAt), '2026-06-15 17:30')
  assert.equal(sayDue(hours, at('2026-06-15T02:00:00Z'), t)?.text, '今天 17:30 前')
})

test('while the clock stands still nothing is late', () => {
  const held = { ...running, stopped: true, reviewOn: '2026-07-01' }
  assert.equal(sayDue(held, at('2026-08-01T00:00:00Z'), t)?.text, '时限暂停，2026-07-01 复核')
})

test('an ended problem only waits for its 回头看', () => {
  const closed = { ...running, state: 'closed' as const, closedAt: '2026-06-17T01:00:00Z', recheckOn: '2026-06-19' }
  assert.equal(sayDue(closed, at('2026-06-17T02:00:00Z'), t)?.text, '2026-06-19 回头看')
  assert.equal(sayDue({ ...closed, state: 'kept' }, at('2026-06-20T02:00:00Z'), t), null)
})
