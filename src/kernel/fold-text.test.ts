import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldKey, foldText, isBlankMark } from './fold-text.ts'
import { splitList } from './split-list.ts'

test('spellings of one thing fold to one form', () => {
  assert.equal(foldText('  面積（平方米） '), '面积(平方米)')
  assert.equal(foldText('３樓\u3000 東側'), '3楼 东侧')
  assert.equal(foldText('清理1,200处'), '清理1200处')
  assert.equal(foldText('7 204平方米'), '7204平方米')
  assert.equal(foldText('第1 号院 2 楼'), '第1 号院 2 楼')
  assert.equal(foldText('12,34'), '12,34')
  assert.equal(foldText('零\u200b宽\ufeff'), '零宽')
  assert.equal(foldKey('合 \u3000 計 A'), '合计a')
  assert.equal(foldText('𠮷野家'), '𠮷野家')
})

test('folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(foldText(foldText(text)), foldText(text))),
  )
})

test('marks for nothing', () => {
  for (const mark of ['', ' ', '/', '—', '——', '-', '无', '無', 'N/A']) assert.ok(isBlankMark(mark), mark)
  for (const text of ['0', '-3', '无物业', '3']) assert.ok(!isBlankMark(text), text)
})

test('cells that name several', () => {
  assert.deepEqual(splitList('区直单位3、市直单位9'), ['区直单位3', '市直单位9'])
  assert.deepEqual(splitList('甲，乙； 丙／丁/戊\n己,,庚;'), ['甲', '乙', '丙', '丁', '戊', '己', '庚'])
  assert.deepEqual(splitList(' 、 '), [])
})
