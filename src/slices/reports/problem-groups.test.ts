import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ReportDoc } from './doc.ts'
import { blockText, printedBlocks } from './printed-blocks.ts'
import { fillGroups, groupNextSteps, groupProblems, type OpenProblem, problemSentence } from './problem-groups.ts'

let made = 0
function open(pointType: string, item: string, place = ''): OpenProblem {
  made += 1
  return { id: `p${made}`, version: 1, day: '2021-04-02', dayTo: '2021-04-02', pointType, item, place, photos: 0 }
}

const four = [
  open('楼院', '楼道堆物', '槐树巷2号院'),
  open('背街小巷', '路灯不亮', '柳条巷'),
  open('楼院', '楼道堆物', '槐树巷5号院'),
  open('楼院', '地锁占道', '东风里小区'),
]

describe('the problems section', () => {
  it('groups by point type, then by item, the larger first', () => {
    const groups = groupProblems(four, [])
    assert.deepEqual(
      groups.map((group) => group.pointType),
      ['楼院', '背街小巷'],
    )
    assert.deepEqual(
      groups[0]!.items.map((item) => [item.item, item.count]),
      [
        ['楼道堆物', 2],
        ['地锁占道', 1],
      ],
    )
  })

  it('names the place only when there are one or two', () => {
    assert.equal(problemSentence('楼院', '楼道堆物', ['甲院']), '甲院存在楼道堆物问题')
    assert.equal(problemSentence('楼院', '楼道堆物', ['甲院', '乙院']), '甲院、乙院存在楼道堆物问题')
    assert.equal(problemSentence('楼院', '楼道堆物', ['甲院', '乙院', '丙院']), '部分楼院存在楼道堆物问题')
    assert.equal(problemSentence('楼院', '消防通道堵塞隐患', []), '部分楼院存在消防通道堵塞隐患')
  })

  it('does not name places when one record has none', () => {
    const [group] = groupProblems([open('楼院', '积水', '甲院'), open('楼院', '积水')], [])
    assert.equal(group!.items[0]!.text, '部分楼院存在积水问题')
  })

  it('keeps what the clerk chose: order, hidden items and own words', () => {
    const first = groupProblems(four, [])
    const chosen = [
      first[1]!,
      {
        ...first[0]!,
        items: [
          { ...first[0]!.items[1]!, wording: '东风里小区私装地锁' },
          { ...first[0]!.items[0]!, shown: false },
        ],
      },
    ]
    const again = groupProblems([...four, open('楼院', '井盖破损', '甲院')], chosen)
    assert.deepEqual(
      again.map((group) => group.pointType),
      ['背街小巷', '楼院'],
    )
    assert.deepEqual(
      again[1]!.items.map((item) => item.item),
      ['地锁占道', '楼道堆物', '井盖破损'],
    )
    assert.equal(again[1]!.items[0]!.wording, '东风里小区私装地锁')
    assert.equal(again[1]!.items[1]!.shown, false)
  })

  it('drops what is no longer open', () => {
    const again = groupProblems([four[1]!], groupProblems(four, []))
    assert.deepEqual(
      again.map((group) => group.pointType),
      ['背街小巷'],
    )
  })

  it('proposes measures for the same groups in the same order, hiding what is hidden above', () => {
    const groups = groupProblems(four, []).reverse()
    groups[1]!.items[0]!.shown = false
    const steps = groupNextSteps(groups, four, [], [{ words: ['路灯'], measure: '检修{place}照明。' }])
    assert.deepEqual(
      steps.map((step) => step.pointType),
      ['背街小巷', '楼院'],
    )
    assert.equal(steps[0]!.items[0]!.text, '检修柳条巷照明')
    assert.equal(steps[1]!.items[0]!.shown, false)
    assert.match(steps[1]!.items[1]!.text, /东风里小区地锁占道问题/)
  })

  it('is printed as （一）… 一是…。二是…。 and counts on from the headings before it', () => {
    const doc: ReportDoc = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '三、问题' }] },
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '（一）总体' }] },
        { type: 'problems', attrs: { groups: [] } },
      ],
    }
    const read = printedBlocks(fillGroups(doc, four, [])).map((block) => blockText(block.content))
    assert.deepEqual(read.slice(2), [
      '（二）楼院测评点位方面',
      '一是槐树巷2号院、槐树巷5号院存在楼道堆物问题。二是东风里小区存在地锁占道问题。',
      '（三）背街小巷测评点位方面',
      '柳条巷存在路灯不亮问题。',
    ])
  })

  it('counts every open problem exactly once, and settles at once', () => {
    const some = fc.array(
      fc.record({
        type: fc.constantFrom('楼院', '背街小巷', ''),
        item: fc.constantFrom('甲', '乙', '丙', '丁'),
        place: fc.constantFrom('', 'A', 'B', 'C'),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(some, (rows) => {
        const problems = rows.map((row) => open(row.type, row.item, row.place))
        const groups = groupProblems(problems, [])
        const counted = groups.flatMap((group) => group.items).reduce((sum, item) => sum + item.count, 0)
        assert.equal(counted, problems.length)
        assert.deepEqual(groupProblems(problems, groups), groups)
      }),
    )
  })
})
