/**
 * The moment a photo says it was taken (EXIF DateTimeOriginal), and whether a camera wrote it. EXIF holds wall-clock
 * time; without an offset of its own it is taken as China's. Anything malformed reads as unknown: EXIF is what a
 * sender claims, never proof.
 * @param exif the raw EXIF block, with or without its `Exif\0\0` head
 */
export function readExif(exif: Uint8Array | undefined): { takenAt: Date | null; camera: boolean } {
  if (!exif) return { takenAt: null, camera: false }
  try {
    const head = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0
    const bytes = exif.subarray(head)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const order = view.getUint16(0)
    if (order !== 0x4949 && order !== 0x4d4d) return { takenAt: null, camera: false }
    const tiff = { view, bytes, little: order === 0x4949 }
    const main = readDirectory(tiff, view.getUint32(4, tiff.little))
    const pointer = main.get(0x8769)
    const detail = pointer ? readDirectory(tiff, pointer.value) : new Map<number, Tag>()
    const camera = main.has(0x010f) || main.has(0x0110)
    return { takenAt: instantOf(textOf(tiff, detail.get(0x9003)), textOf(tiff, detail.get(0x9011))), camera }
  } catch (error) {
    if (error instanceof RangeError) return { takenAt: null, camera: false }
    throw error
  }
}

interface Tiff {
  view: DataView
  bytes: Uint8Array
  little: boolean
}

interface Tag {
  count: number
  /** The value itself, or where it stands when it is longer than four bytes. */
  value: number
}

function readDirectory({ view, little }: Tiff, at: number): Map<number, Tag> {
  const tags = new Map<number, Tag>()
  const count = Math.min(view.getUint16(at, little), 200)
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12
    tags.set(view.getUint16(entry, little), {
      count: view.getUint32(entry + 4, little),
      value: view.getUint32(entry + 8, little),
    })
  }
  return tags
}

function textOf({ bytes }: Tiff, tag: Tag | undefined): string {
  if (!tag || tag.count < 5 || tag.count > 64) return ''
  return String.fromCharCode(...bytes.subarray(tag.value, tag.value + tag.count)).replace(/\0.*$/, '')
}

function instantOf(text: string, offset: string): Date | null {
  const m = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(text)
  if (!m) return null
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00'
  const instant = new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}${zone}`)
  return Number.isNaN(instant.getTime()) || instant.getUTCFullYear() < 1990 ? null : instant
}
