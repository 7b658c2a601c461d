import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CasePhoto } from '../schema.ts'
import { pairPhotos } from './pair-photos.ts'

const photo = (sha256: string, role: CasePhoto['role'], version: number): CasePhoto => ({ sha256, role, version })
const names = ({ pairs, rest }: ReturnType<typeof pairPhotos>) => ({
  pairs: pairs.map(({ before, after }) => `${before.sha256}→${after.sha256}`),
  rest: rest.map(({ sha256 }) => sha256),
})

test('what was found stands beside what was made of it', () => {
  const found = names(pairPhotos([photo('a', 'scene', 1), photo('b', 'after', 4)]))
  assert.deepEqual(found, { pairs: ['a→b'], rest: [] })
})

test('a photo taken before the fix goes before the one of the finding', () => {
  const found = names(pairPhotos([photo('a', 'scene', 1), photo('c', 'after', 5), photo('b', 'before', 3)]))
  assert.deepEqual(found, { pairs: ['b→c'], rest: ['a'] })
})

test('after a rework the latest photo is the one compared', () => {
  const found = names(pairPhotos([photo('a', 'scene', 1), photo('b', 'after', 3), photo('c', 'after', 6)]))
  assert.deepEqual(found, { pairs: ['a→c'], rest: ['b'] })
})

test('without a photo of the fix there is no pair', () => {
  assert.deepEqual(names(pairPhotos([photo('a', 'scene', 1)])), { pairs: [], rest: ['a'] })
})
