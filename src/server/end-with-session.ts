import { Readable } from 'node:stream'
import type { App } from '#kernel/node/app.ts'
import { findSession } from '#slices/people/session-store.ts'

const EVERY_MS = 1_000

/**
 * A long download ends when its session does: an account that is disabled, or given other rights, while a file is
 * still on its way receives no more of it. Anything but a stream passes as it is.
 */
export async function endWithSession<T>(app: App, secret: () => string | null, payload: T): Promise<T> {
  if (!(payload instanceof Readable)) return payload
  const token = secret()
  if (token === null) return payload
  const timer = setInterval(() => {
    app.db
      .asGate((tx) => findSession(tx, token, app.now()))
      // A database that is away for a moment is no reason to cut a download short.
      .then(
        (session) => session ?? payload.destroy(),
        () => {},
      )
  }, EVERY_MS)
  timer.unref()
  payload.once('close', () => clearInterval(timer))
  return payload
}
