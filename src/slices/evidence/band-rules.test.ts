import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BANDS, bandsOf, MOST_APART, near, probesOf } from './band-rules.ts'

const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })

test('a band and its neighbours are seventeen different values, each one bit away at most', () => {
  const values = near(0b1010_0000_1111_0001)
  assert.equal(new Set(values).size, 17)
  for (const value of values) assert.ok((value ^ values[0]!).toString(2).replaceAll('0', '').length <= 1)
})

test('no two hashes within reach miss each other, whichever bits differ', () => {
  fc.assert(
    fc.property(
      hash,
      fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 0, maxLength: MOST_APART }),
      (one, flipped) => {
        const other = flipped.reduce((bits, bit) => bits ^ (1n << BigInt(bit)), one)
        const probes = probesOf([one])
        assert.ok(bandsOf(other).some((band, at) => probes[at]!.includes(band)))
      },
    ),
  )
})

test('the bands together are the whole hash', () => {
  fc.assert(
    fc.property(hash, hash, (one, other) => {
      assert.equal(one === other, bandsOf(one).join() === bandsOf(other).join())
      assert.equal(bandsOf(one).length, BANDS)
    }),
  )
})
