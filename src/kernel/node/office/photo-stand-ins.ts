/**
 * Photos on their way into a file. The library would hash and compress every one of them in JavaScript, most of the
 * time a document takes; so it is given a few bytes in place of each, and the photos are put in when all is packed.
 */
export interface PhotoStandIns {
  /** What to give the library instead of `photo`; the same photo has the same stand-in and goes into the file once. */
  of(photo: Uint8Array): Uint8Array
  /** 1, 2, 3 …: Word wants every picture in a document numbered. */
  nextNumber(): number
  /** The photo behind a part that turns out to be a stand-in. */
  behind(part: Uint8Array): Uint8Array | undefined
}

export function photoStandIns(): PhotoStandIns {
  const photos: Uint8Array[] = []
  let placed = 0
  const numbers = new Map<Uint8Array, number>()
  return {
    of(photo) {
      let number = numbers.get(photo)
      if (number === undefined) {
        number = photos.push(photo) - 1
        numbers.set(photo, number)
      }
      return new TextEncoder().encode(`photo ${number}`)
    },
    nextNumber: () => (placed += 1),
    behind(part) {
      const number = /^photo (\d+)$/.exec(new TextDecoder().decode(part.subarray(0, 20)))?.[1]
      return number === undefined ? undefined : photos[Number(number)]
    },
  }
}
