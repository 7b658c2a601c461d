import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** The parts of an office file. Only for files this program wrote itself: nothing guards against a hostile archive. */
export type Parts = Map<string, Uint8Array>

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** 1 January 1980, the first day the format knows: equal parts give equal bytes whenever they are written. */
const NO_DAY = 0x0021

export function unzipParts(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1
  if (end < 0) throw new Error('not a zip archive')
  const parts: Parts = new Map()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const method = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const local = view.getUint32(at + 42, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const data = bytes.subarray(start, start + size)
    parts.set(name, method === DEFLATED ? inflateRawSync(data) : data)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** @param stored whether a part goes in as it is, which suits pictures: they are compressed already */
export function zipParts(parts: Parts, stored: (path: string) => boolean): Uint8Array {
  const chunks: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [path, raw] of parts) {
    const name = new TextEncoder().encode(path)
    const data = stored(path) ? raw : deflateRawSync(raw)
    const facts = { method: data === raw ? 0 : DEFLATED, crc: crc32(raw), packed: data.length, size: raw.length }
    directory.push(header(CENTRAL, facts, name, offset))
    const local = header(LOCAL, facts, name)
    chunks.push(local, data)
    offset += local.length + data.length
  }
  const directorySize = directory.reduce((sum, entry) => sum + entry.length, 0)
  if (offset + directorySize > 0xffff_ffff || parts.size > 0xffff) throw new RangeError('too large for a zip archive')
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, END, true)
  view.setUint16(8, parts.size, true)
  view.setUint16(10, parts.size, true)
  view.setUint32(12, directorySize, true)
  view.setUint32(16, offset, true)
  return Buffer.concat([...chunks, ...directory, end])
}

function header(
  kind: typeof LOCAL | typeof CENTRAL,
  facts: { method: number; crc: number; packed: number; size: number },
  name: Uint8Array,
  offset = 0,
): Uint8Array {
  const central = kind === CENTRAL
  const bytes = new Uint8Array((central ? 46 : 30) + name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, kind, true)
  if (central) view.setUint16(4, 20, true)
  // From "version needed" on, both kinds of header hold the same fields; the central one starts two bytes later.
  const at = central ? 6 : 4
  view.setUint16(at, 20, true)
  view.setUint16(at + 2, UTF8_NAMES, true)
  view.setUint16(at + 4, facts.method, true)
  view.setUint16(at + 8, NO_DAY, true)
  view.setUint32(at + 10, facts.crc, true)
  view.setUint32(at + 14, facts.packed, true)
  view.setUint32(at + 18, facts.size, true)
  view.setUint16(at + 22, name.length, true)
  if (central) view.setUint32(42, offset, true)
  bytes.set(name, bytes.length - name.length)
  return bytes
}
