import { setTimeout } from 'node:timers/promises'
import type { Db } from '#kernel/node/db.ts'
import { foldBatch } from './store-fold.ts'

const EVERY_MS = 500

/**
 * Folds every waiting delta into the roll-up of its community and all nodes above it. Each batch is one transaction
 * that takes deltas away and adds them, so a crash leaves a delta either waiting or folded, never both. One folder at
 * a time works; another one that comes in between finds nothing to do and returns. Gives the number of deltas folded.
 */
export async function foldOnce(db: Db): Promise<number> {
  let folded = 0
  for (;;) {
    const batch = await db.asOwner((tx) => foldBatch(tx))
    folded += batch
    if (batch === 0) return folded
  }
}

/** Folds every half second until stopped; stop() waits for the batch at hand. */
export function startFolding(db: Db, everyMs: number = EVERY_MS): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      // A database that is away comes back by its supervisor; waiting deltas lose nothing by waiting longer, and
      // reads add them meanwhile.
      await foldOnce(db).catch((error: unknown) => {
        if (!signal.aborted) process.stderr.write(`fold: ${error instanceof Error ? error.message : String(error)}\n`)
      })
      await setTimeout(everyMs, undefined, { signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
