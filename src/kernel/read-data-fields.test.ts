import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DataField } from './data-field.ts'
import { readDataFields } from './read-data-fields.ts'

const fields: DataField[] = [
  { key: 'floors', label: '层数', type: 'number', unit: '层', integer: true },
  { key: 'width', label: '宽度', type: 'number', unit: '米' },
  { key: 'lift', label: '电梯', type: 'flag', yes: ['有电梯'], no: ['步梯'] },
  { key: 'use', label: '用途', type: 'choice', options: ['住宅', '商用'] },
  { key: 'surface', label: '路面', type: 'choice', options: ['沥青'], open: true },
  { key: 'built', label: '建成日', type: 'day' },
  { key: 'sign', label: '门牌', type: 'text', required: true },
]
const read = (
  given: Parameters<typeof readDataFields>[1],
  present: Parameters<typeof readDataFields>[2] = { sign: '甲1' },
) => readDataFields(fields, given, present, '楼“甲”')

describe('reading data fields', () => {
  it('takes numbers and yes/no as an office writes them', () => {
    assert.deepEqual(
      read({ floors: ' 6 ', width: '3.5', lift: '步梯', use: '住宅', surface: '青砖', built: '1998-10-01' }),
      {
        sign: '甲1',
        floors: 6,
        width: 3.5,
        lift: false,
        use: '住宅',
        surface: '青砖',
        built: '1998-10-01',
      },
    )
    assert.equal(read({ lift: '有电梯' }).lift, true)
  })

  it('lays what is given over what stands, and takes away what is given empty', () => {
    assert.deepEqual(read({ floors: null, use: '' }, { sign: '乙2', floors: 5, use: '商用', width: 2 }), {
      sign: '乙2',
      width: 2,
    })
  })

  it('says which field is wrong', () => {
    const wrong: [Record<string, string | number | null>, string][] = [
      [{ floors: '六层' }, 'field.not-number'],
      [{ floors: 2.5 }, 'field.not-whole'],
      [{ floors: -1 }, 'field.not-whole'],
      [{ width: '-2' }, 'field.negative'],
      [{ lift: '坏了' }, 'field.not-flag'],
      [{ use: '办公' }, 'field.not-option'],
      [{ built: '1998-02-30' }, 'field.not-day'],
      [{ roof: '瓦' }, 'field.unknown'],
      [{ sign: null }, 'field.missing'],
    ]
    for (const [given, code] of wrong) {
      assert.throws(
        () => read(given),
        (error: any) => error.code === code && error.field === `attrs.${Object.keys(given)[0]}`,
        code,
      )
    }
  })
})
