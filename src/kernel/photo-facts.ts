import { z } from 'zod'

/**
 * What is known of a photo on its record. `takenAt` and `source` are claims of whoever sent it, `arrivedAt` is the
 * server's own time. Of a photo that did not come from a phone nothing is known of a clock.
 */
export const PhotoFacts = z.strictObject({
  /** ISO; null: the picture says nothing. */
  takenAt: z.string().nullable(),
  source: z.enum(['camera', 'album', 'unknown']),
  /** ISO. */
  arrivedAt: z.string(),
  /** Milliseconds the phone's clock was ahead of the server's; null: not known. */
  clockAhead: z.number().nullable(),
  /** Name of whoever brought it; '' where that is not known. */
  by: z.string(),
})
export type PhotoFacts = z.infer<typeof PhotoFacts>

/** The same with the photo it is about: one picture may stand on a record in two roles. */
export const FactsOfPhoto = PhotoFacts.extend({ sha256: z.string(), role: z.enum(['scene', 'before', 'after']) })
export type FactsOfPhoto = z.infer<typeof FactsOfPhoto>

/** Of a photo among the facts of its record. */
export function factsOf(
  facts: readonly FactsOfPhoto[],
  { sha256, role }: Pick<FactsOfPhoto, 'sha256' | 'role'>,
): FactsOfPhoto | undefined {
  return facts.find((one) => one.sha256 === sha256 && one.role === role)
}
