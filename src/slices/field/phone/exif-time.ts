/**
 * When a camera says it took a JPEG: DateTimeOriginal with its offset, read from the file's own bytes. Cameras that
 * write no offset are taken to stand in China.
 * @returns ISO in UTC; null when the file does not say
 */
export function exifTime(file: Uint8Array): string | null {
  try {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
    const start = exifStart(view)
    return start === null ? null : timeIn(view, start)
  } catch {
    // A file cut short or made badly says nothing.
    return null
  }
}

/** Where the TIFF part of the first Exif segment begins. */
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

function timeIn(view: DataView, start: number): string | null {
  const little = view.getUint16(start) === 0x4949
  const first = start + view.getUint32(start + 4, little)
  const pointer = entry(view, first, 0x8769, little)
  if (pointer === null) return null
  const exif = start + view.getUint32(pointer + 8, little)
  const text = (tag: number, length: number): string => {
    const at = entry(view, exif, tag, little)
    if (at === null) return ''
    const count = view.getUint32(at + 4, little)
    const from = count > 4 ? start + view.getUint32(at + 8, little) : at + 8
    let read = ''
    for (let index = 0; index < Math.min(count, length); index += 1)
      read += String.fromCharCode(view.getUint8(from + index))
    return read
  }
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text(0x9003, 19))
  if (!match) return null
  const offset = /^[+-]\d{2}:\d{2}/.exec(text(0x9011, 6))?.[0] ?? '+08:00'
  const time = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${offset}`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function entry(view: DataView, directory: number, tag: number, little: boolean): number | null {
  const count = view.getUint16(directory, little)
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + index * 12
    if (view.getUint16(at, little) === tag) return at
  }
  return null
}
