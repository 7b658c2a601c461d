import { z } from 'zod'

/** One version of something recorded, with the whole body as it stood then; newest first in lists. */
export const HistoryItem = z.strictObject({
  position: z.number().int(),
  event: z.string(),
  version: z.number().int(),
  /** ISO instant. */
  at: z.string(),
  /** Name of the account that acted; 系统 for the command line and the demo. */
  by: z.string(),
  reason: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
})
export type HistoryItem = z.infer<typeof HistoryItem>
