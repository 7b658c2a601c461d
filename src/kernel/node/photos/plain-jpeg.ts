/**
 * Whether bytes are one JPEG picture and nothing else: no camera data, no comment, nothing hung on behind it. Such a
 * picture can be kept and served as it came, under the hash its sender knows it by.
 */
export function isPlainJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1]!
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    if (length < 2 || at + 2 + length > bytes.length) return false
    if (!PLAIN.has(marker) && !(marker >= 0xc0 && marker <= 0xcf) && !(marker >= 0xdb && marker <= 0xdd)) return false
    at += 2 + length
    if (marker === START_OF_SCAN) return endsWithPicture(bytes, at)
  }
  return false
}

const START_OF_SCAN = 0xda
/** Encoders make ten at most; each more is one more walk through all the pixels for a handful of bytes. */
const MOST_SCANS = 20
const END = 0xd9
// JFIF, colour profile, Adobe's transform, and the scan itself.
const PLAIN = new Set([0xe0, 0xe2, 0xee, START_OF_SCAN])

/** Scans (one, or several of a progressive picture) up to the end mark, which must be the last two bytes. */
function endsWithPicture(bytes: Uint8Array, from: number): boolean {
  let scans = 1
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const marker = bytes[at + 1]!
    if (marker === END) return at + 2 === bytes.length
    const inScan = marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)
    if (inScan) continue
    if (marker !== START_OF_SCAN && marker !== 0xc4 && marker !== 0xdb && marker !== 0xdd) return false
    if (marker === START_OF_SCAN && (scans += 1) > MOST_SCANS) return false
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    at += 1 + length
  }
  return false
}
