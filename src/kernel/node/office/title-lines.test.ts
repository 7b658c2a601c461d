import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textWidth } from './text-width.ts'
import { titleLines } from './title-lines.ts'

test('a short title stays on one line, typed line ends are kept', () => {
  assert.deepEqual(titleLines('青松社区工作总结', 20), ['青松社区工作总结'])
  assert.deepEqual(titleLines('青松社区\n 工作总结 \n\n', 20), ['青松社区', '工作总结'])
  assert.deepEqual(titleLines('', 20), [])
})

test('long titles break between words, within the limit, without a leftover line', () => {
  const titles = [
    '青松社区关于2023年度创建全国文明城市工作开展情况的汇报',
    '河东区松林街道青松社区关于开展“清洁家园”专项行动工作情况的报告',
    '青松社区2023年第三季度老旧小区改造提升与背街小巷环境综合整治工作总结',
  ]
  for (const title of titles) {
    const lines = titleLines(title, 20)
    assert.equal(lines.join(''), title)
    const widths = lines.map(textWidth)
    assert.ok(Math.max(...widths) <= 20)
    assert.ok(Math.min(...widths) >= 5, lines.join('/'))
    for (const line of lines) assert.doesNotMatch(line, /^[的、”》]|[“《]$/)
    for (const whole of ['全国文明城市', '专项行动', '2023']) {
      if (title.includes(whole))
        assert.ok(
          lines.some((line) => line.includes(whole)),
          `${whole} in ${lines.join('/')}`,
        )
    }
  }
})

test('text without words to break at still fits', () => {
  for (const title of ['x'.repeat(300), '長'.repeat(123), '1'.repeat(41) + '号']) {
    const lines = titleLines(title, 20)
    assert.equal(lines.join(''), title)
    assert.ok(lines.every((line) => textWidth(line) <= 20))
  }
})
