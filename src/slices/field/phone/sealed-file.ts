/**
 * A file that only a password opens: PBKDF2-SHA-256 makes a key of it, AES-256-GCM closes what is inside and vouches for
 * every byte, those of the header too. In front, unsealed: a name, a version, the rounds, the salt, the nonce, a value
 * that tells a wrong password from damage, and the length of the rest.
 */
const NAME = new TextEncoder().encode('YBZPHONE')
const VERSION = 1
const ROUNDS = 600_000
/** More would only keep whoever opens a forged file waiting. */
const MOST_ROUNDS = 5_000_000
const AT = { version: 8, rounds: 9, salt: 13, nonce: 29, check: 41, length: 57, sealed: 61 }

export const LEAST_PASSWORD = 8

/** not-ours: something else · newer: of a version this cannot read · cut, damaged: bytes are missing or others now */
export type SealTrouble = 'not-ours' | 'newer' | 'cut' | 'wrong-password' | 'damaged'

export class SealError extends Error {
  readonly trouble: SealTrouble
  constructor(trouble: SealTrouble) {
    super(`sealed file: ${trouble}`)
    this.name = 'SealError'
    this.trouble = trouble
  }
}

type Bytes = Uint8Array<ArrayBuffer>

export async function seal(password: string, content: Uint8Array): Promise<Bytes> {
  const header = new Uint8Array(AT.sealed)
  const view = new DataView(header.buffer)
  header.set(NAME)
  header[AT.version] = VERSION
  view.setUint32(AT.rounds, ROUNDS)
  crypto.getRandomValues(header.subarray(AT.salt, AT.check))
  const { key, check } = await keyOf(password, header)
  header.set(check, AT.check)
  // Sixteen bytes by which it is vouched for follow the content.
  view.setUint32(AT.length, content.length + 16)
  const sealed = await crypto.subtle.encrypt(lockOf(header), key, content as Bytes)
  const file = new Uint8Array(AT.sealed + sealed.byteLength)
  file.set(header)
  file.set(new Uint8Array(sealed), AT.sealed)
  return file
}

/** @throws SealError */
export async function unseal(password: string, file: Uint8Array): Promise<Bytes> {
  if (!NAME.every((byte, at) => file[at] === byte)) throw new SealError('not-ours')
  if (file[AT.version] !== VERSION) throw new SealError('newer')
  if (file.length < AT.sealed) throw new SealError('cut')
  const header = Uint8Array.from(file.subarray(0, AT.sealed))
  const view = new DataView(header.buffer)
  const length = view.getUint32(AT.length)
  const rounds = view.getUint32(AT.rounds)
  if (file.length < AT.sealed + length) throw new SealError('cut')
  if (file.length > AT.sealed + length || rounds < ROUNDS || rounds > MOST_ROUNDS) throw new SealError('damaged')
  const { key, check } = await keyOf(password, header)
  if (!check.every((byte, at) => header[AT.check + at] === byte)) throw new SealError('wrong-password')
  try {
    return new Uint8Array(await crypto.subtle.decrypt(lockOf(header), key, file.slice(AT.sealed) as Bytes))
  } catch {
    throw new SealError('damaged')
  }
}

async function keyOf(password: string, header: Bytes): Promise<{ key: CryptoKey; check: Bytes }> {
  // The same word typed on another keyboard.
  const words = new TextEncoder().encode(password.normalize('NFKC').trim())
  const typed = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveBits'])
  const salt = header.slice(AT.salt, AT.nonce)
  const iterations = new DataView(header.buffer).getUint32(AT.rounds)
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256)
  const root = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveBits', 'deriveKey'])
  const use = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(info) })
  const key = await crypto.subtle.deriveKey(use('seal'), root, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  return { key, check: new Uint8Array(await crypto.subtle.deriveBits(use('check'), root, 128)) }
}

const lockOf = (header: Bytes) => ({
  name: 'AES-GCM',
  iv: header.slice(AT.nonce, AT.check),
  additionalData: header,
})
