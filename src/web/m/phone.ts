import { newId } from '#kernel/ids.ts'
import { i18n } from '#kernel/web/words.ts'
import { BrowserNet } from '#slices/field/phone/browser-net.ts'
import { FieldClient } from '#slices/field/phone/field-client.ts'
import { sha256Hex, sha256OfText } from '#slices/field/phone/hash.ts'
import { IdbDisk } from '#slices/field/phone/idb-disk.ts'
import { openPhoneDatabase } from '#slices/field/phone/phone-database.ts'

/** This phone: its storage, and its half of the protocol standing on it. */
export const disk = new IdbDisk(openPhoneDatabase, newId)

const LOCK = 'ybz-field-send'

/** One page of this phone at a time; a browser without locks has to trust the server, which takes everything once. */
async function alone<T>(work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work()
  return (await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : null))) as T | null
}

export const client = new FieldClient({
  disk,
  net: new BrowserNet(() => i18n.locale),
  alone,
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  newId,
  hash: sha256OfText,
  hashBytes: sha256Hex,
})
