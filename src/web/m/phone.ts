import { newId } from '#kernel/ids.ts'
import { BrowserNet } from '#slices/field/phone/browser-net.ts'
import { FieldClient } from '#slices/field/phone/field-client.ts'
import { sha256Hex, sha256OfText } from '#slices/field/phone/hash.ts'
import { IdbDisk } from '#slices/field/phone/idb-disk.ts'
import { openPhoneDatabase } from '#slices/field/phone/phone-database.ts'

/** This phone: its storage, and its half of the protocol standing on it. */
export const disk = new IdbDisk(openPhoneDatabase, newId)

export const client = new FieldClient({
  disk,
  net: new BrowserNet(async () => (await disk.meta()).deviceId),
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  newId,
  hash: sha256OfText,
  hashBytes: sha256Hex,
})
