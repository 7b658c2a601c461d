import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Time-based one-time codes, RFC 6238 with what every authenticator expects: HMAC-SHA1, 30 seconds, 6 digits. */
const STEP_MS = 30_000
const DIGITS = 6
const SECRET_BYTES = 20
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Steps a phone's clock may be off, either way. */
const SLACK = 1

export const RECOVERY_CODES = 10
/** 80 bits: more than anybody can try, even with the hashes in hand. */
const RECOVERY_CHARACTERS = 16

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)

export function base32(bytes: Buffer): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the QR code says. */
export function otpauthUri(secret: Buffer, issuer: string, login: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}

export const stepAt = (instant: Date): number => Math.floor(instant.getTime() / STEP_MS)

export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const at = digest.at(-1)! & 0x0f
  const number = digest.readUInt32BE(at) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step whose code this is, of those about now; null when it is none of them. */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  const typed = Buffer.from(code)
  let found: number | null = null
  // All of them, whichever fits: the time taken tells nothing.
  for (let step = stepAt(now) - SLACK; step <= stepAt(now) + SLACK; step++) {
    const right = Buffer.from(codeAt(secret, step))
    if (typed.length === right.length && timingSafeEqual(typed, right)) found = step
  }
  return found
}

/** Codes that each serve once in place of the phone, in groups of four as people copy them. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    base32(randomBytes((RECOVERY_CHARACTERS * 5) / 8))
      .match(/.{4}/g)!
      .join('-'),
  )
}

/** As people type them: any case, with or without dashes. Null when it is no recovery code at all. */
export function plainRecoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[^A-Z2-7]/g, '')
  return plain.length === RECOVERY_CHARACTERS ? plain : null
}
