import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type NamedPlace, placeFinder } from './resolve-rules.ts'

const place = (id: string, name: string, parentId: string | null = null, aliases: string[] = []): NamedPlace => ({
  id,
  name,
  parentId,
  aliases,
  validTo: null,
})

const register = [
  place('g1', '第一网格'),
  place('xq', '青石小区', 'g1', ['青石']),
  place('y1', '青石1号院', 'g1'),
  place('y10', '青石10号院', 'g1'),
  place('b1', '1号楼', 'xq'),
  place('b2', '1号楼', 'y1'),
  place('a1', '柳条巷'),
  place('a2', '柳条后街'),
]
const find = placeFinder(register)
const near = (text: string) => {
  const found = find(text)
  assert.ok('nearest' in found, `${text} should not be found`)
  return found.nearest
}

describe('finding a written place', () => {
  it('finds a name in any spelling a clerk uses', () => {
    for (const text of ['青石10号院', ' 青石１０号院 ', '青石 10 号院', '青石10號院']) {
      assert.deepEqual(find(text), { placeId: 'y10', locus: '' }, text)
    }
  })

  it('takes the words behind a name for the spot, as they were written', () => {
    assert.deepEqual(find('青石1号院门口'), { placeId: 'y1', locus: '门口' })
    assert.deepEqual(find('柳条巷２３号商铺'), { placeId: 'a1', locus: '２３号商铺' })
    assert.deepEqual(find('柳条巷（北段）'), { placeId: 'a1', locus: '北段' })
    assert.deepEqual(find('青石小区3号楼'), { placeId: 'xq', locus: '3号楼' })
    assert.deepEqual(find('青石小区院内绿地'), { placeId: 'xq', locus: '院内绿地' })
  })

  it('leaves out words that only lead up to a name', () => {
    assert.deepEqual(find('在青石小区东门'), { placeId: 'xq', locus: '东门' })
    assert.deepEqual(find('位于柳条巷'), { placeId: 'a1', locus: '' })
    assert.deepEqual(find('我社区辖区内青石10号院'), { placeId: 'y10', locus: '' })
    near('在青石30号院')
    assert.deepEqual(placeFinder([place('z', '在水一方小区')])('在水一方小区南门'), { placeId: 'z', locus: '南门' })
  })

  it('does not take the first of two places for both, whether or not the second is registered', () => {
    for (const text of ['青石小区、翠竹苑', '柳条巷和老槐巷', '青石小区至建设路']) near(text)
    assert.deepEqual(find('青石小区、北门'), { placeId: 'xq', locus: '北门' })
    assert.deepEqual(find('青石小区及周边街'), { placeId: 'xq', locus: '及周边街' })
  })

  it('knows a building by the yard before it, and not without', () => {
    assert.deepEqual(find('青石小区1号楼'), { placeId: 'b1', locus: '' })
    assert.deepEqual(find('第一网格青石1号院1号楼2单元'), { placeId: 'b2', locus: '2单元' })
    assert.deepEqual(
      near('1号楼')
        .slice(0, 2)
        .map((one) => one.score),
      [1, 1],
    )
  })

  it('never takes one yard for another whose name begins alike', () => {
    assert.equal(near('青石11号院')[0]!.name.startsWith('青石1'), true)
    for (const text of ['青石100号院', '青石2号院', '青石花园', '青石街', '青石小区5号院', '第一网格紫荆小区'])
      near(text)
  })

  it('does not take one phase of a yard for another', () => {
    const phases = placeFinder([place('p', '和谐家园'), place('p2', '和谐家园二期')])
    assert.deepEqual(phases('和谐家园二期5号楼'), { placeId: 'p2', locus: '5号楼' })
    assert.ok('nearest' in phases('和谐家园三期'))
    assert.deepEqual(placeFinder([place('p', '和谐家园')])('和谐家园三期'), { placeId: 'p', locus: '三期' })
  })

  it('says what is nearest to a name it does not know', () => {
    assert.equal(near('清石10号院')[0]!.placeId, 'y10')
    assert.equal(near('柳巷')[0]!.placeId, 'a1')
    assert.deepEqual(near('完全无关'), [])
  })

  it('prefers a place in use to a closed one of the same name', () => {
    const closed = { ...place('old', '水塔院'), validTo: '2024-12-31' }
    assert.deepEqual(placeFinder([closed, place('new', '水塔院')])('水塔院东墙'), { placeId: 'new', locus: '东墙' })
  })
})

describe('in any register', () => {
  const base = fc.constantFrom('石桥', '兴旺', '河东', '老城', '文庙')
  const yards = fc.uniqueArray(fc.record({ base, number: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 1,
    maxLength: 25,
    selector: (yard) => `${yard.base}${yard.number}`,
  })
  const nameOf = (yard: { base: string; number: number }) => `${yard.base}${yard.number}号院`
  const spots = fc.constantFrom('门口', '东侧', '23号商铺', '3号楼', '2单元楼道', '围墙外', '花坛')

  it('a registered name, with or without a spot, means itself', () => {
    fc.assert(
      fc.property(yards, spots, (list, spot) => {
        const finder = placeFinder(list.map((yard) => place(nameOf(yard), nameOf(yard))))
        for (const yard of list) {
          assert.deepEqual(finder(nameOf(yard)), { placeId: nameOf(yard), locus: '' })
          assert.deepEqual(finder(nameOf(yard) + spot), { placeId: nameOf(yard), locus: spot })
        }
      }),
      { numRuns: 60 },
    )
  })

  it('a name that is not registered is never taken for one that is', () => {
    fc.assert(
      fc.property(yards, base, fc.integer({ min: 1, max: 300 }), spots, (list, other, number, spot) => {
        const name = nameOf({ base: other, number })
        fc.pre(!list.some((yard) => nameOf(yard) === name))
        const finder = placeFinder(list.map((yard) => place(nameOf(yard), nameOf(yard), null, [])))
        for (const text of [name, name + spot]) assert.ok('nearest' in finder(text), text)
      }),
      { numRuns: 60 },
    )
  })
})
