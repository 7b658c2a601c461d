import { isOf } from '#slices/field/phone/outbox-rules.ts'
import type { Owner } from '#slices/field/phone/field-client.ts'
import { client, disk } from './phone.ts'
import { changed } from './live.ts'
import { noteClock } from './today.ts'

/** How often an open page looks whether something waits; sooner when a try is due sooner. */
const EVERY_MS = 30_000
const SOONEST_MS = 500

let running: Promise<boolean> | null = null
/** Whoever draws the page wants to know at once, whoever it was that sent. */
let tellSignedOut = (): void => {}

/** Sends what waits in one community, until nothing moves any more. @returns whether a sign-in is needed */
async function sendIn(owner: Owner): Promise<boolean> {
  let left = Infinity
  for (;;) {
    const end = await client.sync(owner)
    noteClock(await disk.meta())
    changed()
    if (end === 'signed-out') return true
    if (end === 'again') continue
    if (end !== 'sent') return false
    const { operations, photos } = await client.unsent((row) => isOf(row, owner))
    // Nothing became less: the server takes no more for now, and the timer comes back to it.
    if (operations + photos === 0 || operations + photos >= left) break
    left = operations + photos
  }
  await client.prune()
  return false
}

/** Sends what this account saved, in the community that is open first, and in every other after it. */
async function sendAll({ accountId, community: open }: Owner): Promise<boolean> {
  const others = (await client.communitiesOf(accountId)).filter((community) => community !== open)
  for (const community of [open, ...others]) if (await sendIn({ accountId, community })) return true
  return false
}

/** One round of sending; who asks while it runs waits for the same one. @returns whether a sign-in is needed */
export function sendNow(owner: Owner): Promise<boolean> {
  if (!navigator.onLine) return Promise.resolve(false)
  running ??= round(owner).finally(() => {
    running = null
  })
  return running
}

async function round(owner: Owner): Promise<boolean> {
  try {
    const out = await sendAll(owner)
    if (out) tellSignedOut()
    return out
  } catch {
    // The phone's storage is out of reach for a moment; the timer tries again.
    return false
  }
}

/** Sends when the app opens, comes to the front, gets a network, and every so often. @returns what ends it */
export function keepSending(owner: Owner, signedOut: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  let over = false
  tellSignedOut = signedOut
  void disk.meta().then(noteClock, () => {})
  const go = (): void => {
    clearTimeout(timer)
    void sendNow(owner).finally(() => {
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
