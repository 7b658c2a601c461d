import type { App } from '#kernel/node/app.ts'
import { accountProblems } from './account-problems.ts'
import { countAttempt, forgetAttempt } from './session-store.ts'

/** Counts an attempt under every key before it is made. @throws sign-in.throttled */
export async function attempt(app: App, keys: string[]): Promise<void> {
  for (const key of keys) {
    // Thrown outside the transaction: the count must outlive the refusal.
    const minutes = await app.db.asGate((tx) => countAttempt(tx, key, app.now()))
    if (minutes > 0) throw accountProblems['sign-in.throttled']({ minutes })
  }
}

/** It was right: nothing is held against the key any more. */
export async function forget(app: App, key: string): Promise<void> {
  await app.db.asGate((tx) => forgetAttempt(tx, key, ''))
}
