/** The TIFF part of the first Exif segment of a JPEG, as far as time and position need it. */
export interface ExifBytes {
  /** Where the directory that a tag of the first one points to begins; null when there is none. */
  directory: (tag: number) => number | null
  /** Text of a tag; '' when it is missing. */
  text: (directory: number, tag: number, most: number) => string
  /** Fractions of a tag as numbers; empty when it is missing. */
  fractions: (directory: number, tag: number) => number[]
}

const MOST_FRACTIONS = 3

/** @returns null when the file carries no Exif · @throws RangeError on a file cut short */
export function exifBytes(file: Uint8Array): ExifBytes | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const start = exifStart(view)
  if (start === null) return null
  const little = view.getUint16(start) === 0x4949
  const short = (at: number): number => view.getUint16(at, little)
  const long = (at: number): number => view.getUint32(at, little)
  const entry = (directory: number, tag: number): number | null => {
    const count = short(directory)
    for (let index = 0; index < count; index += 1) {
      const at = directory + 2 + index * 12
      if (short(at) === tag) return at
    }
    return null
  }
  return {
    directory: (tag) => {
      const at = entry(start + long(start + 4), tag)
      return at === null ? null : start + long(at + 8)
    },
    text: (directory, tag, most) => {
      const at = entry(directory, tag)
      if (at === null) return ''
      const count = long(at + 4)
      const from = count > 4 ? start + long(at + 8) : at + 8
      let read = ''
      for (let index = 0; index < Math.min(count, most); index += 1)
        read += String.fromCharCode(view.getUint8(from + index))
      return read.replace(/\0.*$/s, '')
    },
    fractions: (directory, tag) => {
      const at = entry(directory, tag)
      if (at === null) return []
      const from = start + long(at + 8)
      return Array.from(
        { length: Math.min(long(at + 4), MOST_FRACTIONS) },
        (_, index) => long(from + index * 8) / long(from + index * 8 + 4),
      )
    },
  }
}

function exifStart(view: DataView): number | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at)
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
