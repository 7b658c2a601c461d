import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { DOC_LIMITS, reportDoc } from './doc.ts'

const paragraph = (...content: unknown[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const refused = (doc: unknown): boolean => !reportDoc.safeParse(doc).success

describe('a document sent by a browser', () => {
  it('is accepted with text, bold and chips', () => {
    const figure = { type: 'figure', attrs: { chip: newId(), key: 'a.b', value: '1', printed: 'x' } }
    assert.ok(
      !refused(
        paragraph({ type: 'text', text: '共' }, figure, { type: 'text', text: '。', marks: [{ type: 'bold' }] }),
      ),
    )
    assert.ok(!refused({ type: 'doc', content: [{ type: 'paragraph' }, { type: 'problems', attrs: {} }] }))
  })

  it('is refused with any node, mark or attribute not foreseen', () => {
    assert.ok(refused(paragraph({ type: 'image', attrs: { src: 'x' } })))
    assert.ok(
      refused(paragraph({ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:1' } }] })),
    )
    assert.ok(refused(paragraph({ type: 'text', text: 'a', style: 'x' })))
    assert.ok(refused({ type: 'doc', content: [{ type: 'bulletList', content: [] }] }))
    assert.ok(refused({ type: 'doc', content: [{ type: 'heading', attrs: { level: 4 } }] }))
    assert.ok(refused({ type: 'doc', content: [], extra: 1 }))
    assert.ok(refused(paragraph({ type: 'figure', attrs: { chip: 'not-an-id', key: 'a' } })))
    assert.ok(refused(paragraph({ type: 'text', text: '一行\n两行' })))
    assert.ok(refused(paragraph({ type: 'text', text: '\ufffc' })))
    assert.ok(refused(paragraph({ type: 'text', text: '' })))
  })

  it('is refused when too large', () => {
    const text = { type: 'text', text: '字'.repeat(DOC_LIMITS.textNode) }
    const many = Math.ceil(DOC_LIMITS.text / DOC_LIMITS.textNode) + 1
    assert.ok(refused(paragraph(...Array.from({ length: many }, () => text))))
    assert.ok(
      refused({ type: 'doc', content: Array.from({ length: DOC_LIMITS.blocks + 1 }, () => ({ type: 'paragraph' })) }),
    )
    const figure = (): unknown => ({ type: 'figure', attrs: { chip: newId(), key: 'a' } })
    const half = { type: 'paragraph', content: Array.from({ length: 250 }, figure) }
    assert.ok(refused({ type: 'doc', content: [half, half] }))
  })

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void reportDoc.safeParse(value)),
      { numRuns: 200 },
    )
  })
})
