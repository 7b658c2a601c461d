import type { Owner } from '#slices/field/phone/field-client.ts'
import { client } from './phone.ts'
import { changed } from './live.ts'

/** How often an open page looks whether something waits; sooner when a try is due sooner. */
const EVERY_MS = 30_000
const SOONEST_MS = 500

let running: Promise<void> | null = null

/** Sends what waits, until nothing moves any more. @returns whether a sign-in is needed */
async function sendAll(owner: Owner): Promise<boolean> {
  let left = Infinity
  for (;;) {
    const end = await client.sync(owner)
    changed()
    if (end === 'signed-out') return true
    if (end === 'again') continue
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
    if (await sendAll(owner)) signedOut()
  } catch {
    // The phone's storage is out of reach for a moment; the timer tries again.
  }
}

/** Sends when the app opens, comes to the front, gets a network, and every so often. @returns what ends it */
export function keepSending(owner: Owner, signedOut: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  let over = false
  const go = (): void => {
    clearTimeout(timer)
    void sendNow(owner, signedOut).finally(() => {
      clearTimeout(timer)
      const due = client.notBefore() - performance.now()
      const waits = due > 0 ? Math.max(SOONEST_MS, due) : EVERY_MS
      if (!over) timer = setTimeout(go, Math.min(EVERY_MS, waits))
    })
  }
  // Somebody looks, or a network came: what held it up may be over.
  const woken = (): void => {
    client.wake()
    go()
  }
  const seen = (): void => {
    if (document.visibilityState === 'visible') woken()
  }
  window.addEventListener('online', woken)
  window.addEventListener('focus', woken)
  document.addEventListener('visibilitychange', seen)
  go()
  return () => {
    over = true
    clearTimeout(timer)
    window.removeEventListener('online', woken)
    window.removeEventListener('focus', woken)
    document.removeEventListener('visibilitychange', seen)
  }
}
