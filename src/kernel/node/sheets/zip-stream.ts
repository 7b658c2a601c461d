import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipPart {
  name: string
  /** Pieces of the part's text, made as they are asked for. */
  text: Iterable<string> | AsyncIterable<string>
}

const LIMIT = 0xffffffff

/** A zip archive, piece by piece: memory does not grow with the parts, only with their number. */
export async function* zipStream(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = []
  let offset = 0
  for await (const part of parts) {
    const name = Buffer.from(part.name)
    const start = offset
    yield localHeader(name)
    offset += 30 + name.length
    const sums = { crc: 0, size: 0 }
    let packed = 0
    const deflate = createDeflateRaw({ level: 4, chunkSize: 64 * 1024 })
    // An error of the source ends the stream below, where it is thrown.
    pipeline(summed(part.text, sums), deflate, () => {})
    for await (const chunk of deflate) {
      packed += (chunk as Buffer).length
      yield chunk as Buffer
    }
    if (sums.size > LIMIT || offset + packed > LIMIT) throw new RangeError('zip archive larger than 4 GB')
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x08074b50, 0)
    tail.writeUInt32LE(sums.crc, 4)
    tail.writeUInt32LE(packed, 8)
    tail.writeUInt32LE(sums.size, 12)
    yield tail
    offset += packed + 16
    central.push(centralEntry(name, sums, packed, start))
  }
  const directory = Buffer.concat(central)
  yield directory
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  yield end
}

async function* summed(text: ZipPart['text'], sums: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece)
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    yield bytes
  }
}

// Names are UTF-8 (bit 11), sizes follow the data (bit 3); the date is a fixed 1980-01-01, so equal content gives equal bytes.
const FLAGS = 0x0808

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(8, 8)
  head.writeUInt16LE(0x21, 12)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function centralEntry(name: Buffer, sums: { crc: number; size: number }, packed: number, start: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt16LE(0x21, 14)
  entry.writeUInt32LE(sums.crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(sums.size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(start, 42)
  return Buffer.concat([entry, name])
}
