import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byDue, dueWords } from './due.ts'

const TODAY = '2026-06-15'
type Due = Parameters<typeof byDue>[0]
/** Due by the end of a day in China. */
const due = (day: string | null, more: Partial<Due> = {}): Due => ({
  state: 'dispatched',
  recheckOn: null,
  dueAt: day && new Date(`${day}T24:00:00+08:00`).toISOString(),
  overdue: false,
  ...more,
})
const say = (text: string, params: Record<string, string | number> = {}): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
const words = (one: Due) => dueWords(one, TODAY, say)

describe('what is due', () => {
  it('stands in the order of its days, overdue before all, without a day last', () => {
    const late = due('2026-06-20', { overdue: true })
    const all = [due(null), due('2026-06-18'), due('2026-06-16'), late]
    assert.deepEqual(
      all.toSorted(byDue).map((one) => (one === late ? 'late' : one.dueAt?.slice(0, 10))),
      ['late', '2026-06-16', '2026-06-18', undefined],
    )
  })

  it('counts days as the office does: the day it ends is still a day to do it', () => {
    assert.deepEqual(words(due('2026-06-17')), { words: '2026-06-17 前办完，还有 2 天', urgent: false })
    assert.deepEqual(words(due(TODAY)), { words: '今天要办完', urgent: true })
    assert.deepEqual(words(due('2026-06-12', { overdue: true })), {
      words: '已超期，应在 2026-06-12 前办完',
      urgent: true,
    })
    assert.deepEqual(words(due(null)), { words: '', urgent: false })
  })

  it('goes by its own day when a closed one is looked at again', () => {
    const again = (day: string) => words(due('2026-05-01', { state: 'closed', recheckOn: day }))
    assert.deepEqual(again('2026-06-15'), { words: '2026-06-15 起回头看', urgent: true })
    assert.equal(again('2026-06-16').urgent, false)
  })
})
