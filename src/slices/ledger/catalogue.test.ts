import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedKinds } from './catalogue.ts'
import { kindFigures } from './figures.ts'
import { checkKind, mergeKind } from './rules.ts'
import { KindDef } from './kind-schema.ts'
import { searchWords, termsOf } from '#kernel/terms.ts'
import { exactSpan, memberSpans, spanOf, wholeMonths } from './span.ts'

const kinds = [...shippedKinds.values()]

test('every figure of the model report that entries answer is offered once, in its unit', () => {
  const figures = kindFigures(kinds)
  const wanted: Record<string, string> = {
    'publicity.post.count': '条',
    'volunteer.event.count': '场次',
    'volunteer.event.attendance': '人次',
    'volunteer.event.hours': '小时',
    'standard.indicator.count': '项',
    'ad.repaired': '处',
    'graffiti.cleared': '处',
    'cleanup.alley.count': '条',
    'cleanup.yard.count': '个',
    'cleanup.garbage.piles': '处',
    'cleanup.garbage.tons': '吨',
    'cleanup.smallad': '条',
    'cleanup.vehicle': '辆',
    'cleanup.vendor': '户',
    'friday.unit.count': '个',
    'friday.session.count': '次',
    'friday.attendance': '人次',
    'demolition.rooms': '间',
    'demolition.area': '平方米',
    'renovation.building.count': '栋',
    'renovation.household': '户',
  }
  for (const [key, unit] of Object.entries(wanted)) {
    assert.deepEqual(
      figures.filter((figure) => figure.key === key).map((figure) => figure.unit),
      [unit],
      key,
    )
  }
  assert.equal(new Set(figures.map((figure) => figure.key)).size, figures.length)
  const floored = figures.filter((figure) => figure.print === 'floor').map((figure) => figure.key + figure.hedge)
  assert.deepEqual(floored.sort(), [
    'ad.repaired余',
    'cleanup.garbage.tons余',
    'cleanup.smallad多',
    'cleanup.vehicle余',
    'graffiti.cleared余',
    'volunteer.event.attendance余',
  ])
})

test('a community’s changes to a shipped kind outlive the next release, and the release’s additions arrive', () => {
  const shipped = shippedKinds.get('friday')!
  const own = KindDef.parse({
    ...shipped,
    label: '周四整治',
    measures: [{ ...shipped.measures[0]!, label: '到场人次', aliases: ['出勤'] }],
    figures: [],
  })
  const merged = mergeKind(shipped, own, 'keep')
  checkKind(merged)
  assert.deepEqual([merged.label, merged.measures[0]!.label], ['周四整治', '到场人次'])
  assert.ok(merged.measures[0]!.aliases.includes('出勤') && merged.measures[0]!.aliases.includes('人数'))
  assert.deepEqual(
    merged.figures.map((figure) => figure.key),
    shipped.figures.map((figure) => figure.key),
  )
})

test('words are found by their pairs, whatever script or width they were written in', () => {
  const terms = new Set(termsOf(['清理亂堆垃圾，ＡＢ楼 2号']))
  const found = (text: string): boolean =>
    searchWords(text).every(({ pairs }) => pairs.every((pair) => terms.has(pair)))
  assert.deepEqual(['垃圾', '乱堆 垃圾', 'ab楼', '堆清'].map(found), [true, true, true, false])
})

test('spans hold a record where its days lie', () => {
  assert.deepEqual(
    [spanOf('2024-02-29', '2024-02-29'), spanOf('2024-01-01', '2024-12-31'), spanOf('2024-12-30', '2025-01-02')],
    ['2024-02', '2024', '2024-12~2025-01'],
  )
  assert.deepEqual(memberSpans('2024-05-01', '2024-06-02'), ['2024', '2024Q2'])
  assert.deepEqual([exactSpan('2024-04-01', '2024-06-30'), exactSpan('2024-04-01', '2024-05-31')], ['2024Q2', null])
  assert.deepEqual(wholeMonths('2024-01-15', '2024-03-31'), {
    first: '2024-02',
    last: '2024-03',
    from: '2024-02-01',
    to: '2024-03-31',
  })
  assert.equal(wholeMonths('2024-01-02', '2024-02-28'), null)
})
