import { z } from 'zod'
import { DayText, DecimalText, Id } from '#kernel/shapes.ts'

/**
 * What travels between a phone and the server. A phone makes an operation once, with an id of its own; an edit is a
 * higher version of the same operation. Whatever the network does to it — lost, doubled, late, out of order — the
 * server applies the highest version once and says so for each item.
 */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What the phone knew of a photo; its bytes follow on their own. */
export const PhotoFact = z.strictObject({
  /** Of the shrunk picture without a stamp: what is uploaded. */
  sha256: Hash,
  bytes: z.int().min(1).max(8_000_000),
  role: z.enum(['scene', 'before', 'after']),
  source: z.enum(['camera', 'album', 'unknown']),
  /** When the camera says it was taken; ISO, the phone's claim. */
  takenAt: z.iso.datetime().nullable(),
  /** Of the file the camera made, before anything was done to it. */
  cameraSha256: Hash.nullable(),
})
export type PhotoFact = z.infer<typeof PhotoFact>

const amount = DecimalText

/** A record of the ledger made in the field. */
export const EntryAct = z.strictObject({
  do: z.literal('entry'),
  kind: z.string().max(40),
  placeId: Id.nullable(),
  locus: z.string().max(80),
  day: DayText,
  amounts: z.record(z.string().max(40), amount),
  fields: z.record(z.string().max(40), z.union([z.string().max(2000), z.boolean()])),
  parties: z.record(z.string().max(40), z.array(Id).max(100)),
  note: z.string().max(2000),
})

/** A problem found. */
export const CaseAct = z.strictObject({
  do: z.literal('case'),
  typeCode: z.string().max(60),
  placeId: Id.nullable(),
  locus: z.string().max(80),
  severity: z.enum(['ordinary', 'serious', 'urgent']),
  issue: z.string().min(2).max(500),
  foundOn: DayText,
  fixedOnSpot: z.string().max(500).nullable(),
})

/** One step of a case that was seen on this phone. */
export const StepAct = z.strictObject({
  do: z.literal('step'),
  caseId: Id,
  step: z.enum(['start', 'feed-back', 'join', 'self-close', 'keep', 'relapse', 'return']),
  /** The version the phone had seen. */
  seen: z.int().positive(),
  note: z.string().max(500),
})

/**
 * Takes back a record this phone made: a version of that record's own operation, so that whatever order they come in,
 * what was saved before it never stands after it.
 */
export const WithdrawAct = z.strictObject({
  do: z.literal('withdraw'),
  /** The record; also the operation's id. */
  entryId: Id,
  /** The version of the record in the ledger that was looked at; null when none was. */
  seen: z.int().positive().nullable(),
  reason: z.string().min(2).max(200),
})

export const Act = z.discriminatedUnion('do', [EntryAct, CaseAct, StepAct, WithdrawAct])
export type Act = z.infer<typeof Act>

export const Operation = z.strictObject({
  /** Made on the phone; also the id of the record or case it makes. */
  id: Id,
  version: z.int().min(1).max(1_000_000),
  /** Counts everything this device ever sent, without gaps. */
  deviceSeq: z.int().min(1).max(2_147_483_647),
  /** Hash of the operation before it in this device's chain; '' for its first. */
  previous: z.union([Hash, z.literal('')]),
  /** Of the canonical text of act and photos: two that carry one name must carry one hash. */
  hash: Hash,
  /** What the phone's clock said; kept as a claim, never used for order or deadlines. */
  clientTime: z.string().max(40),
  /** Milliseconds the phone's clock was ahead of the server's when last asked; null before that. */
  clockAhead: z.number().nullable(),
  act: Act,
  photos: z.array(PhotoFact).max(20),
})
export type Operation = z.infer<typeof Operation>

export const Batch = z.strictObject({
  deviceId: Id,
  /** Whose these are; absent: whoever is signed in. Somebody else's session must not carry them. */
  accountId: Id.optional(),
  operations: z.array(z.unknown()).max(200),
  /** Photos this phone holds that the server has not confirmed. */
  owed: z.array(Hash).max(200),
})
export type Batch = z.infer<typeof Batch>

/**
 * applied: it is in the ledger, now or before. quarantined: it is kept at the office for somebody to settle; asked again
 * later it is applied or dropped. dropped: somebody at the office set it aside, and `problem` says why. refused: it can
 * never be taken as it is; the phone keeps it where its owner sees it. later: nothing was decided; send it again.
 */
export const OUTCOMES = ['applied', 'quarantined', 'dropped', 'refused', 'later'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const ItemReply = z.strictObject({
  id: z.string().max(60),
  version: z.int(),
  outcome: z.enum(OUTCOMES),
  /** Where it stands in the community's history; 0 while nowhere. */
  position: z.int(),
  /** Why, in a sentence, unless applied. */
  problem: z.string().nullable(),
  /** For whoever looks into it, never for its owner: where exactly it cannot be read. */
  detail: z.string().max(200).optional(),
})
export type ItemReply = z.infer<typeof ItemReply>

export const BatchReply = z.strictObject({
  items: z.array(ItemReply),
  /** Of the photos owed, those that may be sent now. */
  slots: z.array(Hash),
  /** Of the photos owed, those that are here already. */
  have: z.array(Hash),
  /** Everything up to this position has left the server's machine in a backup. */
  watermark: z.int(),
  /**
   * What the community's next change will be: a backup that reaches it was begun after this was answered, whatever any
   * clock says, and so holds all of it, also photos and what was only noted.
   */
  next: z.int(),
  /** Rises when the server was restored from a backup: it may have forgotten what it acknowledged before. */
  epoch: z.int().min(1),
  serverTime: z.string(),
})
export type BatchReply = z.infer<typeof BatchReply>

export const PhotoReply = z.strictObject({
  /** What the server computed over the bytes it has. */
  sha256: z.string(),
  /** As in the answer to a batch: a backup that reaches this position holds the photo. */
  next: z.int(),
  /** Of which life of the server that is said: another one may have answered the batch. */
  epoch: z.int().min(1),
})
export type PhotoReply = z.infer<typeof PhotoReply>
