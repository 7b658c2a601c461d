import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PhoneFile, readPhoneFile, writePhoneFile } from './phone-file.ts'
import { seal, SealError } from './sealed-file.ts'

const FILE: PhoneFile = { deviceId: 'd', writtenAt: '2026-06-15T01:00:00.000Z', names: { a: '郭强' }, rows: [] }
const PHOTOS = [
  { sha256: 'one', bytes: new Uint8Array([1, 2, 3]) },
  { sha256: 'two', bytes: new Uint8Array(5000).fill(9) },
]
const troubleOf = async (password: string, bytes: Uint8Array): Promise<string> =>
  readPhoneFile(password, bytes).then(
    (read) => (read === null ? 'unknown form' : 'opened'),
    (cause) => (cause instanceof SealError ? cause.trouble : String(cause)),
  )

test('a phone’s file opens with its password, and says what is wrong when it does not', async () => {
  const bytes = await writePhoneFile('槐树下第三口井', FILE, PHOTOS)
  const read = await readPhoneFile(' 槐树下第三口井 ', bytes)
  assert.deepEqual(read, { file: FILE, photos: PHOTOS })
  assert.ok(!Buffer.from(bytes).includes(Buffer.from('郭强')))

  // A part of something larger, as a buffer often is.
  assert.equal(await troubleOf('槐树下第三口井', Buffer.from([1, 2, 3, ...bytes]).subarray(3)), 'opened')
  assert.equal(await troubleOf('另一个密码啊', bytes), 'wrong-password')
  assert.equal(await troubleOf('槐树下第三口井', bytes.slice(0, -1)), 'cut')
  assert.equal(await troubleOf('槐树下第三口井', bytes.slice(0, 30)), 'cut')
  assert.equal(await troubleOf('槐树下第三口井', new Uint8Array([...bytes, 0])), 'damaged')
  assert.equal(
    await troubleOf('槐树下第三口井', new TextEncoder().encode('{"format":"yibenzhang-outbox"}')),
    'not-ours',
  )
  const withByte = (at: number, value: (old: number) => number): Uint8Array => {
    const other = bytes.slice()
    other[at] = value(other[at]!)
    return other
  }
  assert.equal(
    await troubleOf(
      '槐树下第三口井',
      withByte(8, () => 2),
    ),
    'newer',
  )
  assert.equal(
    await troubleOf(
      '槐树下第三口井',
      withByte(bytes.length - 40, (old) => old ^ 1),
    ),
    'damaged',
  )
  // Fewer rounds would make the password quicker to guess.
  assert.equal(
    await troubleOf(
      '槐树下第三口井',
      withByte(10, () => 0),
    ),
    'damaged',
  )
})

test('what the password opens and is of another form is not taken for a phone’s file', async () => {
  const strange = await seal(
    '八个字的密码在此',
    new TextEncoder().encode('....{"format":"yibenzhang-outbox","version":9}'),
  )
  assert.equal(await troubleOf('八个字的密码在此', strange), 'unknown form')
})

test('the same content is never written twice alike', async () => {
  const [one, two] = [
    await writePhoneFile('八个字的密码在此', FILE, []),
    await writePhoneFile('八个字的密码在此', FILE, []),
  ]
  assert.notDeepEqual(one, two)
})
