import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareNames, placeTree } from './place-tree.ts'

const place = (id: string, parentId: string | null, name: string, type = 'grid') => ({
  id,
  parentId,
  name,
  type,
  validFrom: '2026-01-01',
  validTo: null,
  mine: true,
})

test('grids stand in the order of their numbers, Chinese or Arabic', () => {
  const names = ['第十一网格', '第二网格', '第一网格', '第十网格', '3号院', '12号院']
  assert.deepEqual(names.sort(compareNames), ['3号院', '12号院', '第一网格', '第二网格', '第十网格', '第十一网格'])
})

test('grids come before the alleys beside them', () => {
  const tree = placeTree([
    place('a', null, '安宁巷', 'alley'),
    place('b', null, '第二网格'),
    place('c', null, '第一网格'),
  ])
  assert.deepEqual(
    tree.map((branch) => branch.title),
    ['第一网格', '第二网格', '安宁巷'],
  )
})

test('a place whose parent is not in sight stands at the top', () => {
  const tree = placeTree([place('b', 'unseen', '东巷'), place('c', 'b', '甲院')])
  assert.deepEqual(
    tree.map((branch) => branch.title),
    ['东巷'],
  )
  assert.equal(tree[0]!.children[0]!.search, '东巷 甲院')
})
