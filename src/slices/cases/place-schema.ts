import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'

/** How one place stands: what is open there now, and what came up again within the year. */
export const CasePlace = z.strictObject({
  id: Id,
  name: z.string(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** Problems found since `since`, ended or not. */
  found: z.number().int(),
  /** Of those: came back after they had been closed. */
  relapsed: z.number().int(),
  /** Check items found more than once since `since`, most often first. */
  repeats: z.array(z.strictObject({ checkItem: z.string(), times: z.number().int() })),
})
export type CasePlace = z.infer<typeof CasePlace>

export const CasePlaces = z.strictObject({ since: z.string(), rows: z.array(CasePlace) })
export type CasePlaces = z.infer<typeof CasePlaces>
