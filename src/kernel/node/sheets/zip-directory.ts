import { constants, inflateRawSync } from 'node:zlib'
import type { ReadLimits } from './limits.ts'
import { broken, Refusal } from './refusal.ts'

export interface ZipEntry {
  name: string
  packed: Uint8Array
  /** As the directory declares it; unpacking more or less than this is refused. */
  size: number
  deflated: boolean
  crc: number
}

const EOCD = 0x06054b50
const EOCD64_LOCATOR = 0x07064b50
const EOCD64 = 0x06064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/**
 * The table of contents of a zip, checked before one byte is unpacked: count, declared total, ratio, names given
 * twice, entries that overlap or disagree with their own header, and archives inside the archive.
 * Throws a Refusal. Names are only ever compared, never used as paths.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ReadLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start, size } = findDirectory(view)
  if (count > limits.maxEntries) {
    throw new Refusal('workbook.bomb', { detail: `内含 ${count} 个部件，上限 ${limits.maxEntries}` })
  }
  if (start + size > bytes.length) throw broken('目录越界')
  const entries = new Map<string, ZipEntry>()
  const spans: [from: number, to: number][] = []
  const decoder = new TextDecoder()
  let total = 0
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw broken('目录不完整')
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const nameEnd = at + 46 + nameLength
    if (nameEnd + extraLength > bytes.length) throw broken('目录不完整')
    const name = decoder.decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/')
    const crc = view.getUint32(at + 16, true)
    const sizes = widen(view, nameEnd, extraLength, {
      unpacked: view.getUint32(at + 24, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at = nameEnd + extraLength + view.getUint16(at + 32, true)
    if (flags & 1) throw new Refusal('workbook.encrypted')
    total += sizes.unpacked
    if (total > limits.maxUnpacked) throw tooBig(limits)
    if (sizes.unpacked >= limits.ratioFrom && sizes.unpacked > sizes.packed * limits.maxRatio) {
      throw new Refusal('workbook.bomb', { detail: `压缩比超过 ${limits.maxRatio} 倍` })
    }
    const data = dataStart(view, sizes.offset, bytes.subarray(nameEnd - nameLength, nameEnd), method)
    if (data + sizes.packed > bytes.length) throw broken('部件越界')
    spans.push([sizes.offset, data + sizes.packed])
    if (name.endsWith('/')) continue
    if (method !== 0 && method !== 8) throw broken('压缩方式不认识')
    if (method === 0 && sizes.packed !== sizes.unpacked) throw broken('部件大小不符')
    const key = name.toLowerCase().replace(/^\//, '')
    if (entries.has(key)) throw broken('部件重名')
    const packed = bytes.subarray(data, data + sizes.packed)
    const entry = { name, packed, size: sizes.unpacked, deflated: method === 8, crc }
    if (isArchive(entry) && !key.startsWith('xl/embeddings/'))
      throw new Refusal('workbook.nested', { entry: shorten(name) })
    entries.set(key, entry)
  }
  spans.sort((a, b) => a[0] - b[0])
  for (let i = 1; i < spans.length; i++) {
    if (spans[i]![0] < spans[i - 1]![1]) throw new Refusal('workbook.bomb', { detail: '部件互相重叠' })
  }
  return entries
}

function tooBig(limits: ReadLimits): Refusal {
  return new Refusal('workbook.bomb', { detail: `超过 ${Math.round(limits.maxUnpacked / 1048576)} MB` })
}

function findDirectory(view: DataView): { count: number; start: number; size: number } {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== EOCD) continue
    if (view.getUint16(at + 4, true) !== 0 && view.getUint16(at + 4, true) !== 0xffff) throw broken('分卷压缩')
    const plain = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    }
    if (at < 20 || view.getUint32(at - 20, true) !== EOCD64_LOCATOR) return plain
    const wide = Number(view.getBigUint64(at - 12, true))
    if (wide + 56 > view.byteLength || view.getUint32(wide, true) !== EOCD64) throw broken('目录不完整')
    return {
      count: Number(view.getBigUint64(wide + 32, true)),
      size: Number(view.getBigUint64(wide + 40, true)),
      start: Number(view.getBigUint64(wide + 48, true)),
    }
  }
  throw broken('没有读到文件结尾')
}

type Sizes = { unpacked: number; packed: number; offset: number }

/** Fills in the 64-bit values of a ZIP64 extra field where the 32-bit ones are at their maximum. */
function widen(view: DataView, at: number, length: number, sizes: Sizes): Sizes {
  if (sizes.unpacked !== 0xffffffff && sizes.packed !== 0xffffffff && sizes.offset !== 0xffffffff) return sizes
  for (let p = at; p + 4 <= at + length; p += 4 + view.getUint16(p + 2, true)) {
    if (view.getUint16(p, true) !== 1) continue
    let q = p + 4
    const end = Math.min(at + length, q + view.getUint16(p + 2, true))
    for (const field of ['unpacked', 'packed', 'offset'] as const) {
      if (sizes[field] !== 0xffffffff) continue
      if (q + 8 > end) throw broken('目录不完整')
      sizes[field] = Number(view.getBigUint64(q, true))
      q += 8
    }
    return sizes
  }
  throw broken('目录不完整')
}

function dataStart(view: DataView, offset: number, name: Uint8Array, method: number): number {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) throw broken('部件开头不对')
  const nameLength = view.getUint16(offset + 26, true)
  if (view.getUint16(offset + 8, true) !== method || nameLength !== name.length) throw broken('部件与目录不符')
  for (let i = 0; i < nameLength; i++) {
    if (view.getUint8(offset + 30 + i) !== name[i]) throw broken('部件与目录不符')
  }
  return offset + 30 + nameLength + view.getUint16(offset + 28, true)
}

const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b, 0x08],
]

function isArchive(entry: ZipEntry): boolean {
  let head = entry.packed.subarray(0, 96)
  if (entry.deflated) {
    try {
      head = inflateRawSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 65_536 })
    } catch {
      return false
    }
  }
  return ARCHIVES.some((signature) => signature.every((byte, i) => head[i] === byte))
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name
}
