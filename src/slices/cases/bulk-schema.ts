import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'

export const BulkDispatch = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, version: z.int().positive() }))
    .min(1)
    .max(200),
  /** by-duty: each to whoever answers for its place on this day. */
  to: z.enum(['by-duty', 'party']),
  partyId: Id.nullable().default(null),
  note: z.string().trim().max(500).optional(),
})
export type BulkDispatch = z.infer<typeof BulkDispatch>

export const BulkOutcome = z.strictObject({
  id: Id,
  /** Why it was not handed out; null when it was. */
  problem: z.string().nullable(),
  /** Nobody answers for the place: the community keeps it. */
  gap: z.boolean(),
})
export type BulkOutcome = z.infer<typeof BulkOutcome>
