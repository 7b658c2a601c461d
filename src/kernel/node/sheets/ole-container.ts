import { broken } from './refusal.ts'

const FREE = 0xfffffffa // this and above: end of chain, free, or table sectors
const NONE = 0xffffffff

/**
 * The named streams of an OLE2 compound file, the container of .xls and of encrypted .xlsx. Chains are followed at
 * most once round the file, so a circular one is refused, not followed for ever. Throws a Refusal.
 */
export function readOleStreams(bytes: Uint8Array): Map<string, () => Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 1536) throw broken('文件太短')
  const shift = view.getUint16(30, true)
  if (shift !== 9 && shift !== 12) throw broken('扇区大小不对')
  const size = 1 << shift
  const perSector = size / 4
  const sectors = Math.floor(bytes.length / size)

  const sector = (id: number): number => {
    const at = (id + 1) * size
    if (id >= FREE || at >= bytes.length) throw broken('扇区越界')
    return at
  }
  const uint = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, true) : NONE)

  const fatSectors: number[] = []
  for (let i = 0; i < 109; i++) {
    const id = view.getUint32(76 + i * 4, true)
    if (id < FREE) fatSectors.push(id)
  }
  let extra = view.getUint32(68, true)
  for (let guard = 0; extra < FREE; guard++) {
    if (guard > sectors) throw broken('扇区链成环')
    const at = sector(extra)
    for (let i = 0; i < perSector - 1; i++) {
      const id = uint(at + i * 4)
      if (id < FREE) fatSectors.push(id)
    }
    extra = uint(at + size - 4)
  }

  const next = (id: number): number => {
    const table = fatSectors[Math.floor(id / perSector)]
    return table === undefined ? NONE : uint(sector(table) + (id % perSector) * 4)
  }
  const chain = (first: number): number[] => {
    const ids: number[] = []
    for (let id = first; id < FREE; id = next(id)) {
      if (ids.push(id) > sectors + 1) throw broken('扇区链成环')
    }
    return ids
  }
  const gather = (first: number, length?: number): Uint8Array => {
    const ids = chain(first)
    const out = new Uint8Array(ids.length * size)
    ids.forEach((id, i) => out.set(bytes.subarray(sector(id), Math.min(sector(id) + size, bytes.length)), i * size))
    if (length !== undefined && length > out.length) throw broken('内容被截断')
    return length === undefined ? out : out.subarray(0, length)
  }

  const directory = gather(view.getUint32(48, true))
  const entries = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const miniCutoff = view.getUint32(56, true)
  let mini: { stream: Uint8Array; table: Uint8Array } | undefined
  const root =
    directory.length >= 128 ? { first: entries.getUint32(116, true), length: entries.getUint32(120, true) } : null
  if (!root) throw broken('目录不完整')

  const gatherMini = (first: number, length: number): Uint8Array => {
    mini ??= { stream: gather(root.first, root.length), table: gather(view.getUint32(60, true)) }
    const table = new DataView(mini.table.buffer, mini.table.byteOffset, mini.table.byteLength)
    const out = new Uint8Array(Math.ceil(length / 64) * 64)
    let id = first
    for (let at = 0; at < length; at += 64) {
      if (id >= FREE || id * 4 + 4 > table.byteLength || (id + 1) * 64 > mini.stream.length + 63)
        throw broken('内容被截断')
      out.set(mini.stream.subarray(id * 64, id * 64 + 64), at)
      id = table.getUint32(id * 4, true)
    }
    return out.subarray(0, length)
  }

  const streams = new Map<string, () => Uint8Array>()
  const utf16 = new TextDecoder('utf-16le')
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameLength = entries.getUint16(at + 64, true)
    if (directory[at + 66] !== 2 || nameLength < 2 || nameLength > 64) continue
    const name = utf16.decode(directory.subarray(at, at + nameLength - 2))
    const first = entries.getUint32(at + 116, true)
    const length = entries.getUint32(at + 120, true)
    if (length > bytes.length) throw broken('内容被截断')
    if (!streams.has(name)) {
      streams.set(name, () => (length < miniCutoff ? gatherMini(first, length) : gather(first, length)))
    }
  }
  return streams
}
