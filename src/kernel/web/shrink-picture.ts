/** Why a picture cannot be used; whoever shows it finds the words. */
export type PictureFault = 'unreadable' | 'not-handled' | 'too-large'

export class PictureTrouble extends Error {
  readonly fault: PictureFault
  constructor(fault: PictureFault) {
    super(fault)
    this.fault = fault
  }
}

interface Limits {
  /** Pixels of the longer side. */
  longSide: number
  mostBytes: number
  /** Tried one after another, from 0 to 1, until it is small enough. */
  qualities: readonly number[]
}

/**
 * The picture as JPEG, upright and shrunk: only its pixels, nothing of where and when it was taken.
 * @throws PictureTrouble
 */
export async function shrinkPicture(file: Blob, { longSide, mostBytes, qualities }: Limits): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new PictureTrouble('unreadable')
  })
  const scale = Math.min(1, longSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  for (const quality of qualities) {
    const shrunk = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (!shrunk || shrunk.size === 0) throw new PictureTrouble('not-handled')
    if (shrunk.size <= mostBytes) return shrunk
  }
  throw new PictureTrouble('too-large')
}
