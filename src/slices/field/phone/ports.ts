import type { Batch, BatchReply, Operation, PhotoReply } from '../schema.ts'

/**
 * What a phone's half of the protocol stands on. The product hands in IndexedDB, fetch and the browser's clock; the
 * simulator hands in a disk that loses power, a network that lies and a clock that jumps.
 */

/** Whose a record is and where it belongs: a phone may be shared. */
export interface Owner {
  accountId: string
  community: string
}

/** In which life of the server something was confirmed, and the position a backup reaches only when it holds that. */
export interface Confirmed {
  epoch: number
  next: number
}

/** One version of one operation, as it was saved. Never changed but for what became of it. */
export interface OutboxRow extends Owner {
  operation: Operation
  savedAt: number
  /**
   * done: the server answered for exactly this id and version. parked: it can never be taken as it is. withdrawn: taken
   * back or replaced before it ever left; it is not sent.
   */
  state: 'waiting' | 'done' | 'parked' | 'withdrawn'
  /** Noted before it is first sent. False: it never left this phone; absent, from an older version of the app, it may have. */
  mayBeThere?: boolean
  /** Once done. dropped: the office looked at it and did not take it; `problem` says why. */
  outcome: 'applied' | 'quarantined' | 'dropped' | null
  position: number
  /** In which life of the server it was answered. */
  epoch: number
  /** A backup that reaches this position holds it; 0 while it was not answered. */
  next: number
  /** When, by the server's clock; 0 while it was not. */
  answeredAt: number
  problem: string | null
  /** Where exactly the server could not read it: goes into the exported file, and is shown to nobody. */
  detail?: string | null
  /** Whether its words are not what was saved: found at a start, and parked. */
  damaged: boolean
  /** Of its photos, by hash: those the server said it has for this record. */
  received: Record<string, Confirmed>
  /** Of its photos, those that can never be sent: damaged on this phone, or refused for what they are. */
  lostPhotos: string[]
  /** When its owner last took it out as a file, by the phone's clock. */
  exportedAt: number | null
}

export interface PhotoRow {
  sha256: string
  bytes: Uint8Array
}

export interface PhoneMeta {
  deviceId: string
  lastSeq: number
  lastHash: string
  /** Everything up to here has left the server's machine in a backup, per community. */
  watermarks: Record<string, number>
  /** Which life of the server last answered, per community. */
  epochs: Record<string, number>
  /** When it last answered, by its own clock, per community. */
  heardAt: Record<string, number>
  clockAhead: number | null
  /** Rises with every write; what was decided on an older reading is refused as stale. */
  written: number
}

export const blankMeta = (deviceId: string): PhoneMeta => ({
  deviceId,
  lastSeq: 0,
  lastHash: '',
  watermarks: {},
  epochs: {},
  heardAt: {},
  clockAhead: null,
  written: 0,
})

export interface PhoneChanges {
  rows?: OutboxRow[]
  photos?: PhotoRow[]
  /** As it was read, with what changed in it. */
  meta: PhoneMeta
  dropRows?: number[]
  dropPhotos?: string[]
  /** What this came from while it was half made: goes together with it. A key of `IdbDisk.keep`, or what keys begin with. */
  dropDraft?: string
}

/** The name of the error of a write whose `meta.written` is not what stands on the disk. */
export const STALE = 'StaleChain'

export interface PhoneDisk {
  /** Resolves when everything given is durable, all or nothing; rejects when nothing is. */
  write: (changes: PhoneChanges) => Promise<void>
  meta: () => Promise<PhoneMeta>
  /** Every row, by deviceSeq. */
  rows: () => Promise<OutboxRow[]>
  photo: (sha256: string) => Promise<PhotoRow | null>
  photoNames: () => Promise<string[]>
}

/** What came back; anything else (no network, a login page of a hotel, half an answer) is `unclear`. */
export type NetReply<T> =
  | { is: 'answer'; value: T }
  | { is: 'refused'; status: number; retryAfter: number | null }
  | { is: 'unclear' }

export interface PhoneNet {
  /** `owed`: photos still held here that the server has not confirmed. */
  send: (community: string, batch: Required<Batch>) => Promise<NetReply<BatchReply>>
  /** Sends the bytes of a photo the server granted a slot for; the answer names the hash it computed. */
  sendPhoto: (owner: Owner, deviceId: string, sha256: string, bytes: Uint8Array) => Promise<NetReply<PhotoReply>>
}

export interface PhoneWorld {
  disk: PhoneDisk
  net: PhoneNet
  /** Does it while no other page of this phone does such a thing; null at once when one does. */
  alone: <T>(work: () => Promise<T>) => Promise<T | null>
  /** The phone's clock, which anybody can set. */
  now: () => number
  /** Milliseconds since some moment, never set back or forth. */
  elapsed: () => number
  random: () => number
  newId: () => string
  hash: (text: string) => Promise<string>
  hashBytes: (bytes: Uint8Array) => Promise<string>
}
