import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'
import { Hash } from './schema.ts'

/** Rows of a file that a phone wrote, opened at the office with its password and handed in there. */
export const HandedIn = z.strictObject({
  /** The phone that wrote it, as the file says: under its name the same rows are known when it sends them itself. */
  deviceId: Id,
  /** Where they belong, as the file says. */
  community: z.string().min(1).max(60),
  rows: z
    .array(
      z.strictObject({
        operation: z.unknown(),
        /** Who saved it, as the file says. */
        accountId: Id,
      }),
    )
    .min(1)
    .max(20),
  /** Only says what would become of them. */
  look: z.boolean().optional(),
})
export type HandedIn = z.infer<typeof HandedIn>

/**
 * taken: it waits now for somebody to settle it, or would. waiting, applied, dropped: it is here already, and so it
 * stands. older: a later version is in the ledger. refused: it cannot be read. later: no room for it now.
 */
const HANDED_OUTCOMES = ['taken', 'waiting', 'applied', 'dropped', 'older', 'refused', 'later'] as const

export const HandedItem = z.strictObject({
  id: z.string().max(60),
  version: z.int(),
  outcome: z.enum(HANDED_OUTCOMES),
  /** Why not, in a sentence; null for all that is here. */
  problem: z.string().nullable(),
  /** What it says, in one line; '' for what cannot be read. */
  summary: z.string(),
  /** The name of the account the file says it was saved by; '' where nobody here goes by it. */
  author: z.string(),
})
export type HandedItem = z.infer<typeof HandedItem>

export const HandedAnswer = z.strictObject({
  /** In the order they were handed in. */
  items: z.array(HandedItem),
  /** Of their photos, those whose bytes are not here. */
  wanted: z.array(Hash),
})
export type HandedAnswer = z.infer<typeof HandedAnswer>
