import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { reportDoc } from '../../doc.ts'
import { authorsPart } from './authors-part.ts'
import { documentOf } from './document-of.ts'

const chip = {
  chip: newId(),
  key: 'cleanup.garbage.piles',
  from: null,
  to: null,
  print: 'exact',
  label: '清理乱堆垃圾',
  unit: '处',
  value: '31',
  printed: '31处',
  count: 9,
  problem: null,
}

test('what an editor holds becomes a document the server takes', () => {
  const doc = documentOf({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '（一）环境' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: '清理', marks: [{ type: 'bold' }] },
          { type: 'figure', attrs: chip },
        ],
      },
      { type: 'paragraph' },
      { type: 'problems', attrs: { groups: [] } },
    ],
  })
  assert.ok(reportDoc.safeParse(doc).success)
  assert.equal(doc.content.length, 4)
})

test('a paste with line breaks, control characters and a page of text in one line is taken', () => {
  const doc = documentOf({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: `甲\n乙\u0007丙\ufffc${'长'.repeat(9_000)}` }] }],
  })
  assert.ok(reportDoc.safeParse(doc).success)
  const [paragraph] = doc.content
  const text =
    paragraph?.type === 'paragraph'
      ? (paragraph.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')
      : ''
  assert.equal(text.slice(0, 4), '甲 乙丙')
  assert.equal(text.length, 9_004)
})

test('the answers of the server are no change of the author’s', () => {
  const before = documentOf({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'figure', attrs: chip }] }],
  })
  const after = documentOf({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'figure', attrs: { ...chip, value: '40', printed: '40处' } }] }],
  })
  assert.deepEqual(authorsPart(before), authorsPart(after))
  const other = documentOf({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'figure', attrs: { ...chip, print: 'floor' } }] }],
  })
  assert.notDeepEqual(authorsPart(before), authorsPart(other))
})
