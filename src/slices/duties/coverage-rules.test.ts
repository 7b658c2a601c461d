import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kernel/days.ts'
import { type HeldDuty, gapsIn, overlapsIn, type WatchedPlace } from './coverage-rules.ts'

const ROLES = [
  { code: 'unit', contracts: true, exclusive: true },
  { code: 'leader', contracts: true, exclusive: false },
  { code: 'helper', contracts: false, exclusive: false },
]
const START = '2026-03-01'
const LENGTH = 40
const period = { from: START, to: addDays(START, LENGTH - 1) }
const day = (index: number): string => addDays(START, index)

const yard = (
  id: string,
  parentId: string | null = null,
  from = '2020-01-01',
  to: string | null = null,
): WatchedPlace => ({
  id,
  parentId,
  type: 'yard',
  from,
  to,
})
const duty = (id: string, placeId: string, from: string, to: string | null, role = 'unit'): HeldDuty => ({
  id,
  partyId: `party of ${id}`,
  role,
  placeId,
  from,
  to,
})

describe('gaps', () => {
  it('is the days between two holders, and those before the first', () => {
    const duties = [duty('a', 'y', day(3), day(9)), duty('b', 'y', day(12), null)]
    assert.deepEqual(gapsIn(period, [yard('y')], duties, ROLES), [
      { placeId: 'y', from: day(0), to: day(2), open: false },
      { placeId: 'y', from: day(10), to: day(11), open: false },
    ])
  })

  it('counts a duty on the grid for every yard in it, and says which gaps are still open', () => {
    const places = [{ ...yard('g'), type: 'grid' }, yard('y', 'g')]
    assert.deepEqual(gapsIn(period, places, [duty('a', 'g', day(0), day(20))], ROLES), [
      { placeId: 'g', from: day(21), to: period.to, open: true },
      { placeId: 'y', from: day(21), to: period.to, open: true },
    ])
  })

  it('asks nothing of days on which the place did not stand, nor of helpers', () => {
    const places = [yard('y', null, day(5), day(8))]
    assert.deepEqual(gapsIn(period, places, [duty('a', 'y', day(0), null, 'helper')], ROLES), [
      { placeId: 'y', from: day(5), to: day(8), open: false },
    ])
  })
})

describe('overlaps', () => {
  it('names both holders for the days they share', () => {
    const found = overlapsIn(period, [duty('a', 'y', day(0), day(10)), duty('b', 'y', day(8), null)], ROLES)
    assert.deepEqual(
      found.map(({ from, to, duties }) => [from, to, duties.map((one) => one.id)]),
      [[day(8), day(10), ['a', 'b']]],
    )
  })

  it('is none when one takes over the day after the other, when the role has many holders, or on another place', () => {
    const duties = [
      duty('a', 'y', day(0), day(10)),
      duty('b', 'y', day(11), null),
      duty('c', 'z', day(0), null),
      duty('d', 'y', day(0), null, 'leader'),
      duty('e', 'y', day(0), null, 'leader'),
    ]
    assert.deepEqual(overlapsIn(period, duties, ROLES), [])
  })
})

describe('against a count day by day', () => {
  const span = fc.record({
    from: fc.integer({ min: -10, max: LENGTH + 5 }),
    length: fc.option(fc.integer({ min: 0, max: 25 })),
  })
  const anyPlaces = fc
    .array(fc.record({ parent: fc.option(fc.nat({ max: 5 })), grid: fc.boolean(), span }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((list) =>
      list.map(({ parent, grid, span: { from, length } }, index): WatchedPlace => ({
        id: `p${index}`,
        // Only earlier places can be parents, so that the tree has no circle.
        parentId: parent === null || parent >= index ? null : `p${parent}`,
        type: grid ? 'grid' : 'yard',
        from: day(from),
        to: length === null ? null : day(from + length),
      })),
    )
  const anyDuties = fc
    .array(fc.record({ place: fc.nat({ max: 5 }), role: fc.constantFrom('unit', 'leader', 'helper'), span }), {
      maxLength: 12,
    })
    .map((list) =>
      list.map(({ place, role, span: { from, length } }, index) =>
        duty(`d${index}`, `p${place}`, day(from), length === null ? null : day(from + length), role),
      ),
    )
  const runs = (one: { from: string; to: string | null }, on: string) =>
    one.from <= on && (one.to === null || one.to >= on)
  const daysOf = (found: { from: string; to: string }[]) =>
    found.flatMap(({ from, to }) =>
      Array.from({ length: LENGTH }, (_, index) => day(index)).filter((on) => on >= from && on <= to),
    )

  it('every day without anybody lies in exactly one gap, and no other day does', () => {
    fc.assert(
      fc.property(anyPlaces, anyDuties, (places, duties) => {
        const gaps = gapsIn(period, places, duties, ROLES)
        for (const place of places) {
          const line: string[] = []
          for (let at: WatchedPlace | undefined = place; at; at = places.find((one) => one.id === at!.parentId))
            line.push(at.id)
          const expected = Array.from({ length: LENGTH }, (_, index) => day(index)).filter(
            (on) =>
              runs(place, on) &&
              !duties.some((one) => one.role !== 'helper' && line.includes(one.placeId) && runs(one, on)),
          )
          assert.deepEqual(daysOf(gaps.filter((gap) => gap.placeId === place.id)), expected)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('every day with two holders lies in exactly one overlap that names them all', () => {
    fc.assert(
      fc.property(anyDuties, (duties) => {
        const overlaps = overlapsIn(period, duties, ROLES)
        for (const placeId of ['p0', 'p1', 'p2', 'p3', 'p4', 'p5']) {
          const mine = overlaps.filter((one) => one.placeId === placeId)
          for (let index = 0; index < LENGTH; index += 1) {
            const on = day(index)
            const holders = duties
              .filter((one) => one.placeId === placeId && one.role === 'unit' && runs(one, on))
              .map((one) => one.id)
            const told = mine
              .filter((one) => one.from <= on && one.to >= on)
              .map((one) => one.duties.map((held) => held.id))
            assert.deepEqual(told, holders.length >= 2 ? [holders] : [])
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})
