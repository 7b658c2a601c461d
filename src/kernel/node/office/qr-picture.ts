import sharp from 'sharp'
import { encode } from 'uqr'

/** Pixels of one square of the code: sharp in print at ten centimetres. */
const SQUARE = 12
/** Empty squares round it, as the standard asks (ISO/IEC 18004). */
const QUIET = 4

/** A QR code as PNG, black on white. A quarter of it may be dirty or torn and it still reads. */
export async function qrPng(text: string): Promise<Uint8Array> {
  const { data, size } = encode(text, { ecc: 'Q', border: QUIET })
  const pixels = Uint8Array.from(data.flat(), (dark) => (dark ? 0 : 255))
  return sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .resize(size * SQUARE, size * SQUARE, { kernel: 'nearest' })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
}
