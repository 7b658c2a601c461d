import type { Owner } from '#slices/field/phone/field-client.ts'
import { client } from './phone.ts'
import { changed } from './live.ts'

/** How often an open page looks whether something waits. */
const EVERY_MS = 30_000
const LOCK = 'ybz-field-send'

let running: Promise<void> | null = null

/** Sends what waits, until nothing moves any more. One page of this phone at a time. @returns whether a sign-in is needed */
async function sendAll(owner: Owner): Promise<boolean> {
  let left = Infinity
  for (;;) {
    const end = await client.sync(owner)
    changed()
    if (end === 'signed-out') return true
    if (end !== 'sent') return false
    const { records, photos } = await client.unsent()
    // Nothing became less: the server takes no more for now, and the timer comes back to it.
    if (records + photos === 0 || records + photos >= left) break
    left = records + photos
  }
  await client.prune()
  return false
}

/** One round of sending; who asks while it runs waits for the same one. */
export function sendNow(owner: Owner, signedOut: () => void): Promise<void> {
  if (!navigator.onLine) return Promise.resolve()
  running ??= round(owner, signedOut).finally(() => {
    running = null
  })
  return running
}

async function round(owner: Owner, signedOut: () => void): Promise<void> {
  try {
    const needsSignIn = navigator.locks
      ? await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sendAll(owner) : false))
      : await sendAll(owner)
    if (needsSignIn) signedOut()
  } catch {
    // The phone's storage is out of reach for a moment; the timer tries again.
  }
}

/** Sends when the app opens, comes to the front, gets a network, and every so often. @returns what ends it */
export function keepSending(owner: Owner, signedOut: () => void): () => void {
  const go = (): void => void sendNow(owner, signedOut)
  const seen = (): void => {
    if (document.visibilityState === 'visible') go()
  }
  const timer = setInterval(go, EVERY_MS)
  window.addEventListener('online', go)
  window.addEventListener('focus', go)
  document.addEventListener('visibilitychange', seen)
  go()
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', go)
    window.removeEventListener('focus', go)
    document.removeEventListener('visibilitychange', seen)
  }
}
