import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evidence } from '#kernel/figure.ts'
import { photoAnnex, type RecordAway } from './annex-of.ts'

const away = (at: number, photos: number): RecordAway => ({
  photos,
  row: {
    type: 'entry',
    id: `r${at}`,
    version: 1,
    day: `2026-03-0${(at % 9) + 1}`,
    dayTo: null,
    place: '槐树巷',
    title: `清扫${at}`,
    amount: null,
    unit: '',
    photos: 0,
  } satisfies Evidence,
})
const said = (records: RecordAway[]): string =>
  photoAnnex([], records, '附件2')
    .blocks.flatMap((block) => (block.kind === 'paragraph' ? block.runs : []))
    .map((run) => ('text' in run ? run.text : ''))
    .join('')

test('records whose photos are still on a phone are named on the photo pages', () => {
  assert.equal(
    said([away(0, 2), away(1, 1)]),
    '还有3张照片在手机上，尚未传到：2026-03-01 槐树巷 清扫0（2张）；2026-03-02 槐树巷 清扫1（1张）。',
  )
  assert.equal(said([]), '')
})

test('of many only the first are named, and all are counted', () => {
  const text = said(Array.from({ length: 14 }, (_, at) => away(at, 1)))
  assert.match(text, /^还有14张照片在手机上/)
  assert.match(text, /清扫9（1张）等14条记录。$/)
  assert.doesNotMatch(text, /清扫10/)
})
