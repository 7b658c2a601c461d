import sharp from 'sharp'
import { atMost } from '#kernel/node/at-most.ts'
import { type Print, printsOf, SIDE } from './print-rules.ts'

// Looking at pictures can wait; whoever uploads one at this moment should not.
const inTurn = atMost(1)

/** The prints of a stored picture. None when it shows too little, or when the file is gone or cannot be read. */
export function readPrints(file: string | Uint8Array): Promise<Print[]> {
  return inTurn(async () => {
    try {
      const grey = await sharp(file, { failOn: 'error' })
        .greyscale()
        .resize({ width: SIDE, height: SIDE, fit: 'fill', kernel: 'cubic' })
        .raw()
        .toBuffer()
      return printsOf(grey)
    } catch {
      // What is missing or damaged is told by the check of stored files (ybz doctor); it is like no other picture.
      return []
    }
  })
}
