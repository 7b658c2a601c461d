import assert from 'node:assert/strict'
import { chmod, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { scratchFolder } from '#test/scratch.ts'
import { secretBox } from './secret-box.ts'

const SECRET = Buffer.from('二十个字节左右的秘密')

test('opens what it sealed for the same owner, and only that', async () => {
  const folder = scratchFolder()
  const box = secretBox(folder, 'totp.key')
  const sealed = await box.seal(SECRET, 'fang')
  assert.deepEqual(await secretBox(folder, 'totp.key').open(sealed, 'fang'), SECRET)
  assert.equal(await box.open(sealed, 'qin'), null)
  assert.notDeepEqual(await box.seal(SECRET, 'fang'), sealed, 'twice the same is never the same')
  for (const at of [0, 1, 15, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    assert.equal(await box.open(changed, 'fang'), null, `byte ${at}`)
  }
  assert.equal(await box.open(sealed.subarray(0, 20), 'fang'), null)
})

test('makes its key once, for its owner alone, whoever comes first', async () => {
  const folder = scratchFolder()
  const sealed = await Promise.all(Array.from({ length: 8 }, () => secretBox(folder, 'totp.key').seal(SECRET, 'fang')))
  const box = secretBox(folder, 'totp.key')
  for (const each of sealed) assert.deepEqual(await box.open(each, 'fang'), SECRET)
  assert.equal((await stat(join(folder, 'totp.key'))).mode & 0o777, 0o600)
})

test('opens nothing with another key, or none, and writes over no file it cannot read as a key', async () => {
  const [one, two] = [scratchFolder(), scratchFolder()]
  const sealed = await secretBox(one, 'totp.key').seal(SECRET, 'fang')
  assert.equal(await secretBox(two, 'totp.key').open(sealed, 'fang'), null)
  await secretBox(two, 'totp.key').seal(SECRET, 'fang')
  assert.equal(await secretBox(two, 'totp.key').open(sealed, 'fang'), null)
  const third = scratchFolder()
  await writeFile(join(third, 'totp.key'), 'not a key')
  await chmod(join(third, 'totp.key'), 0o600)
  await assert.rejects(secretBox(third, 'totp.key').seal(SECRET, 'fang'), /holds no key/)
})
