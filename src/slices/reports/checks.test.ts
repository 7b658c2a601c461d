import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { printFigure } from '#kernel/print-figure.ts'
import { adviceOn } from './checks.ts'
import { figureAttrs, type InlineNode, type ReportDoc } from './doc.ts'

function chip(key: string, value: string | null, unit: string, floor = false): InlineNode {
  const printed = printFigure(value, unit, floor ? 'floor' : 'exact')
  return {
    type: 'figure',
    attrs: figureAttrs.parse({
      chip: newId(),
      key,
      label: key,
      value,
      unit,
      printed,
      problem: value === null ? '未登记' : null,
    }),
  }
}

function docOf(...paragraphs: (string | InlineNode)[][]): ReportDoc {
  return {
    type: 'doc',
    content: paragraphs.map((parts) => ({
      type: 'paragraph',
      content: parts.map((part): InlineNode => (typeof part === 'string' ? { type: 'text', text: part } : part)),
    })),
  }
}

const codes = (doc: ReportDoc): string[] => adviceOn(doc).map((one) => one.code.replace('check.', ''))

describe('advice before 定稿', () => {
  it('has nothing to say about a clean sentence', () => {
    const doc = docOf(['截至2021年6月30日，清理楼道', chip('a', '35', '处'), '，参加', chip('b', '120', '人次'), '。'])
    assert.deepEqual(adviceOn(doc), [])
  })

  it('asks about the same pair of numbers in two unrelated sentences, however they are printed', () => {
    const doc = docOf(
      ['开展活动', chip('event.count', '18', '场次'), '，参与', chip('event.people', '533', '人次', true), '。'],
      ['集中清扫', chip('sweep.count', '18', '次'), '，参加', chip('sweep.people', '500', '人次'), '。'],
    )
    const [advice] = adviceOn(doc)
    assert.equal(advice!.code, 'check.same-pair')
    assert.equal(advice!.block, 1)
    assert.match(advice!.message, /18.*500/)
  })

  it('does not mind one figure cited twice', () => {
    const sentence = (): (string | InlineNode)[] => [
      '清理',
      chip('a', '18', '处'),
      '，共',
      chip('b', '500', '人次'),
      '。',
    ]
    assert.deepEqual(codes(docOf(sentence(), sentence())), [])
  })

  it('finds 人 and 人次 mixed, typed or from the ledger', () => {
    assert.deepEqual(codes(docOf(['参加人次达', chip('a', '260', '人'), '。'])), ['unit-mixed'])
    assert.deepEqual(codes(docOf(['参加人数达', chip('a', '260', '人次'), '。'])), ['unit-mixed'])
    assert.deepEqual(codes(docOf(['参加人次达到了新高，其中本周260人次。'])), [])
    assert.deepEqual(codes(docOf(['参加人次达260人。'])), ['unit-mixed'])
  })

  it('points at figures without a value, and at zeros', () => {
    assert.deepEqual(codes(docOf(['清运', chip('a', null, '吨'), '，修补', chip('b', '0', '处'), '。'])), [
      'no-value',
      'zero',
    ])
  })

  it('asks for the day behind 截至目前 and 近期', () => {
    assert.deepEqual(codes(docOf(['截至目前，清理', chip('a', '35', '处'), '。'])), ['no-date'])
    assert.deepEqual(codes(docOf(['近期，粉刷墙面25处。'])), ['no-date'])
    assert.deepEqual(codes(docOf(['近期将召开居民会议。'])), [])
    assert.deepEqual(codes(docOf(['截至目前（9月17日），清理', chip('a', '35', '处'), '。'])), [])
  })

  it('finds doubled words and measure words', () => {
    assert.deepEqual(codes(docOf(['推进老旧小区提升改造提升工作。'])), ['repeated'])
    assert.deepEqual(codes(docOf(['有物业的小区共6个栋楼。'])), ['measure-twice'])
    assert.deepEqual(codes(docOf(['清理', chip('a', '35', '处'), '处。'])), ['measure-twice'])
    assert.deepEqual(codes(docOf(['走访', chip('a', '35', '户'), '户主。'])), [])
  })

  it('finds a hedge said twice', () => {
    assert.deepEqual(codes(docOf(['清理', chip('a', '64', '处', true), '左右。'])), ['hedge-twice'])
    assert.deepEqual(codes(docOf(['清理约60余处。'])), ['hedge-twice'])
  })

  it('finds blanks and slips in names that stand on public boards', () => {
    assert.deepEqual(codes(docOf(['常住居民**户。'])), ['mask'])
    assert.deepEqual(codes(docOf(['更新15分钟便生活圈导视图。'])), ['name-misspelt'])
    assert.deepEqual(codes(docOf(['更新15分钟便民生活圈导视图。'])), [])
  })

  it('says 余 is wrong when the true number is not larger', () => {
    const wrong = figureAttrs.parse({ chip: newId(), key: 'a', label: 'a', value: '60', unit: '处', printed: '60余处' })
    assert.deepEqual(codes(docOf(['修复', { type: 'figure', attrs: wrong }, '。'])), ['hedge-not-below'])
  })

  it('points at the words it speaks of', () => {
    const text = '第一句没有问题。截至目前，修复25处。'
    const [advice] = adviceOn(docOf([text]))
    assert.equal(text.slice(advice!.start, advice!.end), '截至目前')
  })
})
