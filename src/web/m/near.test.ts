import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Point } from '#kernel/point.ts'
import type { PlaceNode } from '#slices/places/schema.ts'
import { distanceM, nearestFirst, plainlyAt } from './near.ts'

const HERE: Point = [117.02, 36.66]
/** So many metres to the north. */
const north = (metres: number): Point => [HERE[0], HERE[1] + metres / 111_195]
const place = (id: string, at: Point | null, mine = true): PlaceNode => ({
  id,
  parentId: null,
  type: 'yard',
  name: id,
  validFrom: '2026-01-01',
  validTo: null,
  mine,
  at,
})
const ids = (found: { place: PlaceNode }[]): string[] => found.map((one) => one.place.id)

describe('what is near', () => {
  it('measures along the ground: a degree north is 111 km, a degree east less the farther north', () => {
    assert.equal(Math.round(distanceM([117, 36], [117, 37]) / 100), 1112)
    assert.equal(Math.round(distanceM([117, 60], [118, 60]) / 100), 556)
    assert.equal(distanceM(HERE, HERE), 0)
    assert.equal(Math.round(distanceM([179.9, 0], [-179.9, 0]) / 100), 222)
  })

  it('puts what the person answers for first, then the nearest, and leaves out what is not known or far away', () => {
    const places = [
      place('far', north(900)),
      place('other', north(10), false),
      place('near', north(40)),
      place('unknown', null),
      place('abroad', [8.5, 47.4]),
    ]
    assert.deepEqual(ids(nearestFirst(places, HERE, {})), ['near', 'far', 'other'])
  })

  it('uses what the phone learnt only where the register is silent', () => {
    const places = [place('registered', north(500)), place('learnt', null)]
    const spots = { learnt: north(100), registered: HERE }
    assert.deepEqual(ids(nearestFirst(places, HERE, spots)), ['learnt', 'registered'])
  })

  it('chooses by itself only where there is no doubt', () => {
    const at = (...metres: number[]): string | null =>
      plainlyAt(
        nearestFirst(
          metres.map((far, index) => place(String(index), north(far))),
          HERE,
          {},
        ),
      )
    assert.equal(at(30), '0')
    assert.equal(at(400, 30), '1')
    assert.equal(at(30, 60), null)
    assert.equal(at(300), null)
    assert.equal(at(), null)
  })
})
