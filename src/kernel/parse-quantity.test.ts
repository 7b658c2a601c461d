import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseQuantity } from './parse-quantity.ts'

const read = (cell: string | number, unit?: string) => {
  const got = parseQuantity(cell, unit === undefined ? {} : { unit })
  if ('problem' in got) return got.problem
  return [got.value, got.unit ?? '', got.hedge ?? ''].join(' ').trim()
}

test('numbers with their units, in the notations of ledgers', () => {
  const cases: [string | number, string][] = [
    ['2.75吨', '2.75 吨'],
    ['9间', '9 间'],
    ['46人次', '46 人次'],
    ['８３１家', '831 家'],
    ['2,400', '2400'],
    ['1,234,567.80元', '1234567.8 元'],
    ['6 120平方米', '6120 平方米'],
    ['5千', '5000'],
    ['2.4万', '24000'],
    ['12亿', '1200000000'],
    ['35㎡', '35 平方米'],
    ['2.6km²', '2.6 平方公里'],
    ['8m³', '8 立方'],
    ['7个栋', '7 栋'],
    ['31人(次)', '31 人次'],
    ['5場（次）', '5 场次'],
    ['0', '0'],
    ['007', '7'],
    ['.5吨', '0.5 吨'],
    ['3.10', '3.1'],
    ['4处(已清运)', '4 处'],
    ['共15户', '15 户'],
    ['2处垃圾', '2 处'],
    ['3.2 T', '3.2 吨'],
    ['60%', '60 %'],
    [17, '17'],
    [1.04, '1.04'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [42.6, '42.6'],
    [0, '0'],
  ]
  for (const [cell, wanted] of cases) assert.equal(read(cell), wanted, String(cell))
})

test('Chinese numerals and hedges', () => {
  const cases: [string, string][] = [
    ['三车', '3 车'],
    ['两千', '2000'],
    ['五百余', '500  余'],
    ['三百二', '320'],
    ['三百零二户', '302 户'],
    ['两万五千', '25000'],
    ['十余处', '10 处 余'],
    ['一百多辆', '100 辆 多'],
    ['半个月', '0.5 个月'],
    ['80余万', '800000  余'],
    ['7万余份', '70000 份 余'],
    ['近90余份', '90 份 余'],
    ['超过250平方米', '250 平方米 多'],
    ['4.5余吨', '4.5 吨 余'],
    ['2600户左右', '2600 户 约'],
    ['约40条', '40 条 约'],
    ['6吨多', '6 吨 多'],
    ['貳拾戶', '20 户'],
    ['一个半小时', '1.5 小时'],
    ['2个半小时', '2.5 小时'],
    ['半个小时', '0.5 小时'],
    ['3吨半', '3.5 吨'],
  ]
  for (const [cell, wanted] of cases) assert.equal(read(cell), wanted, cell)
})

test('cells without one exact number are refused by name', () => {
  const cases: [string | number, string][] = [
    ['若干', 'no-number'],
    ['多处', 'no-number'],
    ['一批', 'no-number'],
    ['数十户', 'no-number'],
    ['', 'no-number'],
    ['无', 'no-number'],
    ['已清理', 'no-number'],
    ['-8', 'negative'],
    ['－8', 'negative'],
    ['−8处', 'negative'],
    ['负2', 'negative'],
    [-0.5, 'negative'],
    ['15__㎡', 'masked'],
    ['2**户', 'masked'],
    ['XX户', 'masked'],
    ['3?', 'masked'],
    ['4个/9户', 'several'],
    ['2-4处', 'several'],
    ['5+1', 'several'],
    ['2处、3吨', 'several'],
    ['12,34', 'several'],
    ['第4网格', 'unreadable'],
    [Number.NaN, 'unreadable'],
    [1e20, 'unreadable'],
    ['99999999999999999', 'unreadable'],
    ['__proto__', 'masked'],
    ['3处和车', 'unreadable'],
  ]
  for (const [cell, wanted] of cases) assert.equal(read(cell), wanted, String(cell))
})

test('units are taken from the heading, equal spellings agree, nothing is converted', () => {
  assert.equal(read('6', '处'), '6 处')
  assert.equal(read('6幢', '栋'), '6 栋')
  assert.equal(read('5方', '立方米'), '5 立方米')
  assert.equal(read('14名', '人'), '14 人')
  assert.equal(read('3万元', '万元'), '3 万元')
  assert.equal(read('3万元'), '30000 元')
  for (const [cell, unit] of [
    ['2车', '吨'],
    ['2立方', '吨'],
    ['9人次', '人'],
    ['9人', '人次'],
    ['4户', '户次'],
    ['3个', '处'],
  ] as const) {
    assert.equal(read(cell, unit), 'unit-mismatch', `${cell} / ${unit}`)
  }
})

test('whatever is typed, the answer is an exact decimal or a named problem, and what was said is kept', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9〇一二十百万余约.,\-吨处 ]{0,12}$/)),
      (cell) => {
        const got = parseQuantity(cell)
        if ('problem' in got) assert.equal(got.said, cell)
        else assert.match(got.value, /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      },
    ),
  )
  fc.assert(
    fc.property(fc.nat(999_999_999), fc.nat(99), (whole, cents) => {
      const text = `${whole}.${String(cents).padStart(2, '0')}`
      assert.equal(read(text), String(Number(text)))
      assert.equal(read(Number(text)), String(Number(text)))
      assert.equal(read(whole.toLocaleString('en-US') + '吨'), `${whole} 吨`)
    }),
  )
})
