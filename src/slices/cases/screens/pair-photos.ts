import type { CasePhoto } from '../schema.ts'

export interface PhotoPair {
  before: CasePhoto
  after: CasePhoto
}

/**
 * Which photo is seen beside which: the newest after-photos beside what was there before, in the order they came.
 * Where nobody took one 整改前, the photo of the finding is what it looked like before. After work was sent back the
 * latest after-photo counts.
 */
export function pairPhotos(photos: readonly CasePhoto[]): { pairs: PhotoPair[]; rest: CasePhoto[] } {
  const of = (role: CasePhoto['role']) =>
    photos.filter((photo) => photo.role === role).toSorted((a, b) => a.version - b.version)
  const befores = of('before').length > 0 ? of('before') : of('scene')
  const afters = of('after')
  const count = Math.min(befores.length, afters.length)
  const late = afters.slice(afters.length - count)
  const pairs = late.map((after, at) => ({ before: befores[at]!, after }))
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  return { pairs, rest: photos.filter((photo) => !paired.has(photo)) }
}
