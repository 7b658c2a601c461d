import assert from 'node:assert/strict'
import { it } from 'node:test'
import { periodBefore, periodOfSlot, periodText } from './period.ts'

const may = { from: '2021-05-01', to: '2021-05-31' }

it('reckons every named period from the report’s own', () => {
  assert.equal(periodOfSlot('report', may), null)
  assert.deepEqual(periodOfSlot('to-date', may), { from: '2021-01-01', to: '2021-05-31' })
  assert.deepEqual(periodOfSlot('quarter', may), { from: '2021-04-01', to: '2021-06-30' })
  assert.deepEqual(periodOfSlot('year', may), { from: '2021-01-01', to: '2021-12-31' })
  assert.deepEqual(periodOfSlot('last', may), { from: '2021-04-01', to: '2021-04-30' })
  assert.deepEqual(periodOfSlot('last-year', { from: '2020-02-01', to: '2020-02-29' }), {
    from: '2019-02-01',
    to: '2019-02-28',
  })
})

it('goes back a whole month, quarter or year, or as many days', () => {
  assert.deepEqual(periodBefore({ from: '2021-01-01', to: '2021-03-31' }), { from: '2020-10-01', to: '2020-12-31' })
  assert.deepEqual(periodBefore({ from: '2021-01-01', to: '2021-12-31' }), { from: '2020-01-01', to: '2020-12-31' })
  assert.deepEqual(periodBefore({ from: '2021-05-10', to: '2021-05-19' }), { from: '2021-04-30', to: '2021-05-09' })
})

it('says a period as an office does', () => {
  assert.equal(periodText({ from: '2021-01-01', to: '2021-12-31' }), '2021年')
  assert.equal(periodText({ from: '2021-10-01', to: '2021-12-31' }), '2021年第四季度')
  assert.equal(periodText(may), '2021年5月')
  assert.equal(periodText({ from: '2021-03-01', to: '2021-09-17' }), '2021年3月1日至9月17日')
  assert.equal(periodText({ from: '2020-12-30', to: '2021-01-02' }), '2020年12月30日至2021年1月2日')
})
