import type { PhotoReply } from './schema.ts'

/** Photos one phone may send before it asks again. */
const SLOTS = 8

/** A photo a device told of with a record; `arrived` once that record has it. */
export interface Announced {
  sha256: string
  arrived: boolean
}

export interface PhotoStore {
  /** Whose session this is. */
  accountId: string | null
  /** One for each record of this device that waits, or waited, for one of these. */
  announced: (deviceId: string, names: readonly string[]) => Promise<Announced[]>
  /** Whether it may have so many bytes: of what waits for the office nobody may announce less than they send. */
  mayBe?: (deviceId: string, sha256: string, bytes: number) => Promise<boolean>
  /** Whether the bytes are here, from whomever. */
  holds: (sha256: string) => Promise<boolean>
  /** @throws when it is no picture, or carries something besides itself */
  check: (bytes: Uint8Array) => Promise<void>
  /** The hash of bytes, before they are stored: what is not what was announced must not fill the disk. */
  nameOf?: (bytes: Uint8Array) => string
  /** Makes the bytes durable. @returns their name: the hash of what was stored */
  put: (bytes: Uint8Array) => Promise<string>
  /** Notes that it is here, for every record of this device and account that waits for it. */
  tie: (deviceId: string, sha256: string) => Promise<void>
  /** Read after all else. */
  marks: () => Promise<Pick<PhotoReply, 'next' | 'epoch'>>
  unknown: () => Error
  changed: () => Error
  otherAccount: () => Error
}

/**
 * Of what a device owes: what it has sent before, and what it may send now, in the order it asked. That the same bytes
 * lie here from somebody else is no reason to skip them: knowing the hash of a picture is no right to it.
 */
export async function offerPhotos(
  store: PhotoStore,
  deviceId: string,
  owed: readonly string[],
): Promise<{ slots: string[]; have: string[] }> {
  if (owed.length === 0) return { slots: [], have: [] }
  const announced = await store.announced(deviceId, owed)
  const [slots, have]: [string[], string[]] = [[], []]
  for (const sha256 of new Set(owed)) {
    const waiting = announced.filter((one) => one.sha256 === sha256)
    if (waiting.length === 0) continue
    if (!waiting.some((one) => one.arrived) || !(await store.holds(sha256))) slots.push(sha256)
    else {
      if (waiting.some((one) => !one.arrived)) await store.tie(deviceId, sha256)
      have.push(sha256)
    }
  }
  return { slots: slots.slice(0, SLOTS), have }
}

/**
 * Keeps the bytes of an announced photo under the hash the phone knows, and ties it to its records.
 * @param accountId whose it is; it must be whoever is signed in
 * @throws field.other-account · field.photo-unknown · field.photo-changed · whatever is wrong with the bytes
 */
export async function takePhoto(
  store: PhotoStore,
  { deviceId, accountId }: { deviceId: string; accountId: string | null },
  sha256: string,
  bytes: Uint8Array,
): Promise<PhotoReply> {
  if (accountId !== store.accountId) throw store.otherAccount()
  if ((await store.announced(deviceId, [sha256])).length === 0) throw store.unknown()
  if ((await store.mayBe?.(deviceId, sha256, bytes.byteLength)) === false) throw store.changed()
  await store.check(bytes)
  if (store.nameOf && store.nameOf(bytes) !== sha256) throw store.changed()
  // What is stored is named by what it is; a picture that changed on its way is another one, and nothing points to it.
  if ((await store.put(bytes)) !== sha256) throw store.changed()
  await store.tie(deviceId, sha256)
  const { next, epoch } = await store.marks()
  return { sha256, next, epoch }
}
