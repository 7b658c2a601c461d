import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnWidths } from './column-widths.ts'

const sum = (widths: number[]) => widths.reduce((all, width) => all + width, 0)
const dates = [['2023-03-04', '很长的备注'.repeat(12), '3']]
const columns = [{ header: '日期' }, { header: '备注' }, { header: '数' }]

test('widths always add up to the table and none vanishes', () => {
  for (const count of [1, 2, 7, 31]) {
    const many = Array.from({ length: count }, () => ({ header: '标题文字很长很长' }))
    const widths = columnWidths(many, [], 8844, 240)
    assert.equal(sum(widths), 8844)
    assert.ok(widths.every((width) => width > 0))
  }
})

test('when room is short the long texts wrap and dates do not', () => {
  const [date] = columnWidths(columns, dates, 4500, 240)
  assert.ok(date! >= 5 * 240)
})

test('shares given for every column are kept', () => {
  const shared = columns.map((column, at) => ({ ...column, width: [1, 2, 1][at]! }))
  assert.deepEqual(columnWidths(shared, dates, 8000, 240), [2000, 4000, 2000])
})
