/** Width and height in pixels read from the header of a JPEG or PNG; null when the bytes are neither or are cut off. */
export function imageSize(bytes: Uint8Array): { type: 'jpg' | 'png'; width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47) {
    return sized('png', view.getUint32(16), view.getUint32(20))
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Start-of-frame markers hold the size; C4, C8 and CC are tables that share their range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return sized('jpg', view.getUint16(at + 7), view.getUint16(at + 5))
    }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function sized(type: 'jpg' | 'png', width: number, height: number) {
  return width > 0 && height > 0 ? { type, width, height } : null
}
