import { broken } from './refusal.ts'

/** Record numbers of BIFF8 that this product reads. */
export const RECORD = {
  FORMULA: 0x0006,
  EOF: 0x000a,
  DATEMODE: 0x0022,
  FILEPASS: 0x002f,
  CONTINUE: 0x003c,
  BOUNDSHEET: 0x0085,
  MULRK: 0x00bd,
  RSTRING: 0x00d6,
  XF: 0x00e0,
  MERGECELLS: 0x00e5,
  SST: 0x00fc,
  LABELSST: 0x00fd,
  NUMBER: 0x0203,
  LABEL: 0x0204,
  BOOLERR: 0x0205,
  STRING: 0x0207,
  RK: 0x027e,
  FORMAT: 0x041e,
  BOF: 0x0809,
} as const

export interface XlsRecord {
  id: number
  /** The record's own bytes, then those of each CONTINUE record behind it. */
  parts: Uint8Array[]
}

/** Walks the records of a workbook stream from `from`; stops at the end of the bytes. */
export function* xlsRecords(stream: Uint8Array, from = 0): Generator<XlsRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  let pending: XlsRecord | undefined
  for (let at = from; at + 4 <= stream.length;) {
    const id = view.getUint16(at, true)
    const length = view.getUint16(at + 2, true)
    at += 4
    if (at + length > stream.length) throw broken('内容被截断')
    const data = stream.subarray(at, at + length)
    at += length
    if (id === RECORD.CONTINUE && pending) {
      pending.parts.push(data)
      continue
    }
    if (pending) yield pending
    pending = { id, parts: [data] }
  }
  if (pending) yield pending
}

/** Reads little-endian values across the parts of one record. */
export class XlsReader {
  private readonly parts: Uint8Array[]
  private part = 0
  private at = 0
  constructor(record: XlsRecord) {
    this.parts = record.parts
  }

  private get bytes(): Uint8Array {
    const bytes = this.parts[this.part]
    if (!bytes) throw broken('内容被截断')
    return bytes
  }

  get done(): boolean {
    while (this.part < this.parts.length && this.at >= this.parts[this.part]!.length) {
      this.part++
      this.at = 0
    }
    return this.part >= this.parts.length
  }

  u8(): number {
    if (this.done) throw broken('内容被截断')
    return this.bytes[this.at++]!
  }

  u16(): number {
    return this.u8() | (this.u8() << 8)
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0
  }

  f64(): number {
    const view = new DataView(new ArrayBuffer(8))
    for (let i = 0; i < 8; i++) view.setUint8(i, this.u8())
    return view.getFloat64(0, true)
  }

  skip(count: number): void {
    for (let left = count; left > 0;) {
      if (this.done) throw broken('内容被截断')
      const step = Math.min(left, this.bytes.length - this.at)
      this.at += step
      left -= step
    }
  }

  /** A number packed into 30 bits. */
  rk(): number {
    const raw = this.u32()
    let value: number
    if (raw & 2) value = (raw | 0) >> 2
    else {
      const view = new DataView(new ArrayBuffer(8))
      view.setUint32(4, raw & 0xfffffffc, true)
      value = view.getFloat64(0, true)
    }
    return raw & 1 ? value / 100 : value
  }

  /** A string with its flags; `count` characters. Where it runs into the next part, that part repeats the flags. */
  text(count: number): string {
    const flags = this.u8()
    const runs = flags & 8 ? this.u16() : 0
    const extension = flags & 4 ? this.u32() : 0
    let wide = (flags & 1) !== 0
    let text = ''
    for (let left = count; left > 0;) {
      const room = this.part < this.parts.length ? this.bytes.length - this.at : 0
      if (room === 0) {
        this.part++
        this.at = 0
        wide = (this.u8() & 1) !== 0
        continue
      }
      const step = Math.min(left, wide ? Math.floor(room / 2) : room)
      if (step === 0) throw broken('文字被截断')
      const slice = this.bytes.subarray(this.at, this.at + (wide ? step * 2 : step))
      text += wide ? UTF16.decode(slice) : LATIN.decode(slice)
      this.at += slice.length
      left -= step
    }
    this.skip(runs * 4 + extension)
    return text
  }
}

const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true })
const LATIN = new TextDecoder('latin1')
