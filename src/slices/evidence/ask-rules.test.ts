import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RESIDENT } from '#kernel/reader.ts'
import { type Candidate, isSameEvent, MOST_DISTANT, questionsAbout, type Tie } from './ask-rules.ts'

const above = (placeId: string) => new Set(placeId === 'stairs' ? ['stairs', 'yard'] : [placeId])
let made = 0
const tie = (over: Partial<Tie> = {}): Tie => ({
  target: 'entry',
  id: `record-${(made += 1)}`,
  sha256: 'a'.repeat(64),
  kind: 'cleanup',
  placeId: 'yard',
  dayFrom: '2026-05-12',
  dayTo: over.dayFrom ?? '2026-05-12',
  author: 'guo',
  ...over,
})
const shown = (over: Partial<Tie>, more: Partial<Candidate> = {}): Candidate => ({
  tie: tie(over),
  likeness: 'alike',
  distance: 30,
  ...more,
})
const asked = (candidates: Candidate[]) => questionsAbout(tie(), candidates, above)

test('several indicators of one event share a photo and nobody is asked', () => {
  assert.ok(isSameEvent(tie({ kind: 'cleanup' }), tie({ kind: 'volunteer-activity', author: 'qin' }), above))
  assert.ok(isSameEvent(tie(), tie({ placeId: 'stairs' }), above), 'a stairwell is in its yard')
  assert.ok(isSameEvent(tie(), tie({ placeId: null }), above), 'a meeting has no place')
  assert.ok(
    isSameEvent(tie({ dayFrom: '2026-01-01', dayTo: '2026-12-31' }), tie(), above),
    'the yearly sheet of the yard',
  )
})

test('another day, another place, or a whole year of nowhere is not one event', () => {
  assert.ok(!isSameEvent(tie(), tie({ dayFrom: '2026-05-13' }), above))
  assert.ok(!isSameEvent(tie(), tie({ placeId: 'alley' }), above))
  assert.ok(!isSameEvent(tie(), tie({ placeId: null, dayFrom: '2026-01-01', dayTo: '2026-12-31' }), above))
})

test('what is found with the same author, place or kind is asked and the rest of the community left alone', () => {
  const far = shown({ dayFrom: '2026-03-01', author: 'lu', placeId: 'alley', kind: 'meeting' }, { distance: 2 })
  const near = shown({ dayFrom: '2026-03-02', author: 'lu', placeId: 'yard', kind: 'meeting' }, { distance: 90 })
  assert.deepEqual(
    asked([far, near]).map(({ circle, tie: other }) => [circle, other.dayFrom]),
    [['place', '2026-03-02']],
  )
  assert.deepEqual(
    asked([far]).map(({ circle }) => circle),
    ['community'],
  )
})

test('far from one another two photos must be more alike to be asked about', () => {
  const distance = MOST_DISTANT.community + 5
  const elsewhere = { dayFrom: '2026-03-01', author: 'lu', placeId: 'alley', kind: 'meeting' }
  assert.equal(asked([shown(elsewhere, { distance })]).length, 0)
  assert.equal(asked([shown({ ...elsewhere, author: 'guo' }, { distance })]).length, 1)
})

test('of one other record one photo is asked about, the likeliest, and of one photo three records', () => {
  const other = tie({ dayFrom: '2026-04-01' })
  const both = asked([
    { tie: other, likeness: 'alike', distance: 3 },
    { tie: { ...other, sha256: 'b'.repeat(64) }, likeness: 'same-photo', distance: 0 },
  ])
  assert.deepEqual(
    both.map(({ likeness }) => likeness),
    ['same-photo'],
  )
  const many = Array.from({ length: 8 }, (_, at) => shown({ dayFrom: `2026-04-0${at + 1}` }, { distance: 40 - at }))
  assert.deepEqual(
    asked(many).map(({ distance }) => distance),
    [33, 34, 35],
  )
})

test('residents are not one author, however alike their name', () => {
  const report = { target: 'case' as const, kind: 'case', author: RESIDENT }
  const other = shown({ ...report, placeId: 'alley', dayFrom: '2026-04-01' })
  const [found] = questionsAbout(tie(report), [other], above)
  assert.equal(found?.circle, 'kind')
})

test('a record is never asked about itself', () => {
  const own = tie()
  const before = { tie: { ...own, sha256: 'b'.repeat(64), dayFrom: '2026-01-01', dayTo: '2026-01-01' } }
  assert.deepEqual(questionsAbout(own, [{ ...before, likeness: 'alike', distance: 0 }], above), [])
})
