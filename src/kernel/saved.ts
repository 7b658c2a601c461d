import { z } from 'zod'
import { Id } from './shapes.ts'

/** What became of one item of a batch. */
export const Saved = z.strictObject({
  id: Id,
  version: z.number().int(),
  outcome: z.enum(['created', 'corrected', 'unchanged']),
})
export type Saved = z.infer<typeof Saved>
