import { crc32, createInflateRaw } from 'node:zlib'
import { broken } from './refusal.ts'
import type { ZipEntry } from './zip-directory.ts'

/**
 * The text of one entry, piece by piece, so that a large sheet never stands in memory whole. Refuses an entry that
 * unpacks to another size or checksum than its directory declared.
 */
export async function* unzipText(entry: ZipEntry): AsyncGenerator<string> {
  let seen = 0
  let crc = 0
  let decoder: TextDecoder | undefined
  for await (const chunk of entry.deflated ? inflate(entry) : [entry.packed]) {
    seen += chunk.length
    if (seen > entry.size) throw broken('部件大小不符')
    crc = crc32(chunk, crc)
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    yield decode(decoder, chunk)
  }
  if (seen !== entry.size) throw broken('部件大小不符')
  if (crc !== entry.crc) throw broken('校验和不符')
  if (decoder) yield decode(decoder)
}

async function* inflate(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: 128 * 1024 })
  stream.end(entry.packed)
  try {
    for await (const chunk of stream) yield chunk as Uint8Array
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw broken('解压失败')
    throw error
  } finally {
    stream.destroy()
  }
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw broken('文字编码不对')
  }
}
