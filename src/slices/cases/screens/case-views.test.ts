import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Say } from '#kernel/web/words.ts'
import { alarmViews, isOn, patchTo, queryOf, stateViews } from './case-views.ts'

const t: Say = (text) => text
const board = {
  plain: { 'to-accept': 2, 'to-dispatch': 1, fixing: 4, 'to-check': 1, 'on-hold': 1, done: 9 },
  overdue: 3,
  recheckDue: 1,
  toDo: 5,
}
const views = stateViews(board, t)
const view = (key: string) => [...views, ...alarmViews(board, t)].find((each) => each.key === key)!

test('what is open is everything that has not ended', () => {
  assert.equal(view('open').count, 9)
  assert.equal(view('done').note, '近30天')
})

test('a list nobody narrowed to a state leaves ended problems out of the way', () => {
  assert.deepEqual(queryOf({}), { ended: 'open' })
  assert.deepEqual(queryOf({ text: '小广告' }), { text: '小广告', ended: 'open' })
  assert.deepEqual(queryOf({ text: '小广告', all: 'yes' }), { text: '小广告' })
  // Problems due for a second look have ended, and must not be hidden.
  assert.deepEqual(queryOf({ recheck: 'due' }), { recheck: 'due' })
})

test('choosing a view lets go of the one before and keeps what else narrows the list', () => {
  const address = { overdue: 'yes', severity: 'urgent' }
  const next: Record<string, string | undefined> = { ...address, ...patchTo(view('fixing')) }
  assert.equal(next.overdue, undefined)
  assert.equal(next.plain, 'fixing')
  assert.equal(next.severity, 'urgent')
})

test('the view on show is told from the others', () => {
  assert.ok(isOn(view('open'), { severity: 'urgent' }))
  assert.ok(isOn(view('overdue'), { overdue: 'yes' }))
  assert.ok(!isOn(view('open'), { overdue: 'yes' }))
  assert.ok(!isOn(view('to-do'), { mine: 'reported' }))
})
