import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { blankMeta, type OutboxRow } from '#slices/field/phone/ports.ts'
import { stateWords } from './act-words.ts'

const say = (words: string, values: Record<string, unknown> = {}): string =>
  words.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]))

const parked = (problem: string, act: 'entry' | 'case'): string => {
  const row = {
    state: 'parked',
    problem,
    damaged: false,
    lostPhotos: [],
    outcome: null,
    operation: { act: { do: act } },
  }
  return stateWords(row as unknown as OutboxRow, blankMeta('phone'), say)
}

describe('what is said of a record that was taken back', () => {
  const withdrawn = (row: Partial<OutboxRow>): string => {
    const rest = { damaged: false, lostPhotos: [], problem: null, epoch: 0, operation: { act: { do: 'withdraw' } } }
    return stateWords({ ...rest, ...row } as unknown as OutboxRow, blankMeta('phone'), say)
  }
  it('tells what never left from what waits, is done, or is looked at', () => {
    assert.equal(withdrawn({ state: 'withdrawn', outcome: null }), '已撤回，没有上传过')
    assert.equal(withdrawn({ state: 'waiting', outcome: null }), '撤回等上传')
    assert.equal(withdrawn({ state: 'done', outcome: 'applied' }), '已撤回')
    assert.equal(
      withdrawn({ state: 'done', outcome: 'quarantined', problem: '已更正过。' }),
      '撤回等社区处理（已更正过）',
    )
  })
})

describe('what is said of a record that cannot be sent', () => {
  it('a bare reason is followed by what its owner can do', () => {
    assert.equal(
      parked('类别已停用，没有收下。', 'entry'),
      '上传不了（类别已停用，没有收下）。可以打开改好再保存，或导出成文件交给社区。',
    )
    assert.equal(parked('“地点”写法不对。', 'case'), '上传不了（“地点”写法不对）。请导出成文件交给社区。')
  })
  it('a reason that says itself what to do is not told so twice', () => {
    const words = parked('日期在将来。请改正日期后再保存。', 'entry')
    assert.equal(words, '上传不了（日期在将来。请改正日期后再保存）。改不了就导出成文件交给社区。')
    assert.doesNotMatch(parked('The day lies ahead. Put it right and save again.', 'entry'), /可以打开改好/)
  })
})
