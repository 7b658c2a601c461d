import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInChina, pointText, readPoint } from './point-rules.ts'

test('a point is read as people copy it', () => {
  for (const text of ['117.0208,36.6683', ' 117.0208， 36.6683 ', '东经117.0208° 北纬36.6683°', '117.0208 36.6683'])
    assert.deepEqual(readPoint(text), [117.0208, 36.6683], text)
  assert.equal(pointText(readPoint('117.02080001,36.6683')!), '117.0208, 36.6683')
})

test('what is not two numbers is no point', () => {
  for (const text of ['', '117.0208', '117.0208,36.6683,12', '槐荫小区', '117°01′15″, 36°40′06″', '1e2,30'])
    assert.equal(readPoint(text), null, text)
})

test('a slip is noticed: turned round, or a digit lost', () => {
  assert.equal(isInChina([117.0208, 36.6683]), true)
  assert.equal(isInChina([36.6683, 117.0208]), false)
  assert.equal(isInChina([11.70208, 36.6683]), false)
})
