import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Act, PhotoFact } from './schema.ts'

/** What the hash of an operation is made of: the same on the phone and on the server. */
export function operationText(act: Act, photos: PhotoFact[]): string {
  return canonicalJson({ act, photos })
}
