import type { OutboxRow } from './ports.ts'
import { seal, unseal } from './sealed-file.ts'

/** What a phone writes into a file for the office: rows as they stand in its outbox, and the bytes of their photos. */
export interface PhoneFile {
  deviceId: string
  /** When, by the phone's clock; ISO. */
  writtenAt: string
  /** Names of accounts by id, as far as the phone knows them. */
  names: Record<string, string>
  rows: Pick<OutboxRow, 'operation' | 'accountId' | 'community' | 'savedAt' | 'damaged'>[]
}

export interface FilePhoto {
  sha256: string
  bytes: Uint8Array
}

interface Front extends PhoneFile {
  format: typeof FORMAT
  version: number
  /** Of the bytes that follow, in this order. */
  photos: { sha256: string; length: number }[]
}

const FORMAT = 'yibenzhang-outbox'
const VERSION = 2
const COUNT = 4

/** The whole of it, closed with a password. */
export function writePhoneFile(password: string, file: PhoneFile, photos: readonly FilePhoto[]): Promise<Uint8Array> {
  const told = photos.map(({ sha256, bytes }) => ({ sha256, length: bytes.length }))
  const front: Front = { format: FORMAT, version: VERSION, ...file, photos: told }
  const text = new TextEncoder().encode(JSON.stringify(front))
  const content = new Uint8Array(COUNT + text.length + photos.reduce((sum, { bytes }) => sum + bytes.length, 0))
  new DataView(content.buffer).setUint32(0, text.length)
  content.set(text, COUNT)
  let at = COUNT + text.length
  for (const { bytes } of photos) {
    content.set(bytes, at)
    at += bytes.length
  }
  return seal(password, content)
}

/**
 * @returns the file, or null when what the password opened is of no form this program knows: a newer one, or none
 * @throws SealError
 */
export async function readPhoneFile(
  password: string,
  bytes: Uint8Array,
): Promise<{ file: PhoneFile; photos: FilePhoto[] } | null> {
  const content = await unseal(password, bytes)
  try {
    const length = new DataView(content.buffer).getUint32(0)
    const front = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content.slice(COUNT, COUNT + length)))
    const { format, version, photos, ...file } = front as Front
    if (format !== FORMAT || version !== VERSION || !Array.isArray(file.rows)) return null
    let at = COUNT + length
    const read = photos.map((told) => {
      const from = at
      at += told.length
      return { sha256: told.sha256, bytes: content.slice(from, at) }
    })
    return at === content.length ? { file, photos: read } : null
  } catch {
    return null
  }
}
