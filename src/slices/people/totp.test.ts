import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base32, codeAt, newRecoveryCodes, otpauthUri, plainRecoveryCode, stepAt, stepOf } from './totp.ts'

// The secret and times of RFC 6238, appendix B; its codes have eight digits, of which ours are the last six.
const SECRET = Buffer.from('12345678901234567890')
const VECTORS: [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
]

test('gives the codes of RFC 6238', () => {
  for (const [seconds, code] of VECTORS) {
    assert.equal(codeAt(SECRET, stepAt(new Date(seconds * 1000))), code.slice(2), String(seconds))
  }
})

test('takes the code before and after, and no other', () => {
  const now = new Date(1_234_567_890_000)
  const step = stepAt(now)
  for (const [off, fits] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    assert.equal(stepOf(SECRET, codeAt(SECRET, step + off), now), fits ? step + off : null, String(off))
  }
  for (const typed of ['', '1', '12345', '1234567', '一二三四五六', 'abcdef'])
    assert.equal(stepOf(SECRET, typed, now), null)
})

test('writes the secret as authenticators read it', () => {
  assert.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI')
  const uri = new URL(otpauthUri(SECRET, '一本账', '方 敏'))
  assert.equal(uri.searchParams.get('secret'), base32(SECRET))
  assert.equal(uri.searchParams.get('issuer'), '一本账')
  assert.equal(decodeURIComponent(uri.pathname), '/一本账:方 敏')
})

test('recovery codes are ten different ones, read in any writing', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    const plain = plainRecoveryCode(code)
    assert.equal(plain, code.replaceAll('-', ''))
    assert.equal(plainRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `), plain)
  }
  assert.equal(plainRecoveryCode('123456'), null)
})
