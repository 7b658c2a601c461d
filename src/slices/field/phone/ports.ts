import type { BatchReply, Operation, PhotoReply } from '../schema.ts'

/**
 * What a phone's half of the protocol stands on. The product hands in IndexedDB, fetch and the browser's clock; the
 * simulator hands in a disk that loses power, a network that lies and a clock that jumps.
 */

/** One version of one operation, as it was saved. Never changed but for what became of it. */
export interface OutboxRow {
  operation: Operation
  /** Who saved it, and where: a phone may be shared. */
  accountId: string
  community: string
  savedAt: number
  /** done: the server answered for exactly this id and version. parked: it can never be taken as it is. */
  state: 'waiting' | 'done' | 'parked'
  /** applied or quarantined, once done. */
  outcome: 'applied' | 'quarantined' | null
  position: number
  /** In which life of the server it was answered. */
  epoch: number
  problem: string | null
}

export interface PhotoRow {
  sha256: string
  bytes: Uint8Array
  /** The life of the server that said it has these bytes; 0 while none has. */
  deliveredIn: number
  /** When, by the server's clock. */
  deliveredAt: number
}

export interface PhoneMeta {
  deviceId: string
  lastSeq: number
  lastHash: string
  /** Everything up to here has left the server's machine in a backup, per community. */
  watermarks: Record<string, number>
  /** When that backup was begun, by the server's clock. */
  backedUpAt: Record<string, number>
  /** Which life of the server last answered, per community. */
  epochs: Record<string, number>
  clockAhead: number | null
}

export interface PhoneChanges {
  rows?: OutboxRow[]
  photos?: PhotoRow[]
  meta?: PhoneMeta
  dropRows?: number[]
  dropPhotos?: string[]
}

export interface PhoneDisk {
  /** Resolves when everything given is durable, all or nothing; rejects when nothing is. */
  write: (changes: PhoneChanges) => Promise<void>
  meta: () => Promise<PhoneMeta>
  /** Every row, by deviceSeq. */
  rows: () => Promise<OutboxRow[]>
  photo: (sha256: string) => Promise<PhotoRow | null>
  photoNames: () => Promise<Omit<PhotoRow, 'bytes'>[]>
}

/** What came back; anything else (no network, a login page of a hotel, half an answer) is `unclear`. */
export type NetReply<T> =
  | { is: 'answer'; value: T }
  | { is: 'refused'; status: number; retryAfter: number | null }
  | { is: 'unclear' }

export interface PhoneNet {
  /** `owed`: photos still held here that the server has not confirmed. */
  send: (community: string, operations: Operation[], owed: string[], deviceId: string) => Promise<NetReply<BatchReply>>
  /** Sends the bytes of a photo the server granted a slot for; the answer names the hash it computed. */
  sendPhoto: (community: string, sha256: string, bytes: Uint8Array) => Promise<NetReply<PhotoReply>>
}

export interface PhoneWorld {
  disk: PhoneDisk
  net: PhoneNet
  /** The phone's clock, which anybody can set. */
  now: () => number
  /** Milliseconds since some moment, never set back or forth. */
  elapsed: () => number
  random: () => number
  newId: () => string
  hash: (text: string) => Promise<string>
  hashBytes: (bytes: Uint8Array) => Promise<string>
}
