import type { ItemReply, Operation, Outcome } from './schema.ts'

/** What the server has of one operation of one device: every version and content that ever arrived, as it stands now. */
export interface KnownVersion {
  version: number
  hash: string
  outcome: Exclude<Outcome, 'later'>
  position: number
  problem: string | null
}

export type Decision =
  /** Answered before: the same answer again, unless the office has settled it since. */
  | { do: 'answer'; reply: ItemReply }
  /** Another content under a name already taken: both are kept, a person looks. */
  | { do: 'quarantine'; why: 'content' | 'fork' }
  /** An older version arriving late: noted as done, it changes nothing. */
  | { do: 'pass' }
  /** To be applied: as something new, or as a correction of the version that stands. */
  | { do: 'apply'; corrects: boolean }

/**
 * What to do with an operation that arrived, from what is known of it: the same whatever order things arrive in.
 * @param known every version of this operation from this device
 * @param chained what stands at its place in the device's chain, when something does
 */
export function decide(
  operation: Pick<Operation, 'id' | 'version' | 'hash' | 'act'>,
  known: readonly KnownVersion[],
  chained: { id: string; version: number; hash: string } | null,
): Decision {
  const same = known.find((one) => one.version === operation.version)
  // Several contents may have come under one name; each has its own answer.
  const exact = same && known.find((one) => one.version === operation.version && one.hash === operation.hash)
  if (exact) return { do: 'answer', reply: replyOf(operation.id, exact) }
  if (same) return { do: 'quarantine', why: 'content' }
  // The same place in the chain with something else in it: a restored copy of the phone goes on from an old point.
  if (chained && (chained.id !== operation.id || chained.version !== operation.version))
    return { do: 'quarantine', why: 'fork' }
  const standing = known.filter((one) => one.outcome === 'applied')
  const isLate = standing.some((one) => one.version > operation.version)
  // Nothing follows a withdrawal on its phone: what stands came from another life of it, and its owner believes it gone.
  if (isLate && operation.act.do === 'withdraw') return { do: 'quarantine', why: 'fork' }
  if (isLate) return { do: 'pass' }
  return { do: 'apply', corrects: standing.length > 0 }
}

export function replyOf(id: string, { version, outcome, position, problem }: KnownVersion): ItemReply {
  return { id, version, outcome, position, problem }
}
