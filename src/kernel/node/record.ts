import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Change } from '#kernel/plan-saves.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Tx } from './db.ts'
import { kept, slot } from './kept.ts'

export interface Fact {
  /** `noun.past`, e.g. entry.recorded, place.corrected. */
  event: string
  objectType: string
  objectId: string
  /** Rises by one with every change of the object; 1 for a new one. */
  version: number
  /** The whole object after the change; no names or phone numbers of persons (those stand in party_detail). */
  body: object
  reason?: string | undefined
  /** Who did it, where several people's acts share one transaction; else its reader. */
  by?: Pick<Reader, 'actor' | 'deviceId'> | undefined
}

/** The facts of planned changes to a register. `kept` says what of a body may stand in history for ever. */
export function factsOf<B extends object>(
  objectType: string,
  changes: Change<B>[],
  eventOf: (change: Change<B>) => string,
  kept: (body: B) => object = (body) => body,
): Fact[] {
  return changes.map((change) => ({
    event: eventOf(change),
    objectType,
    objectId: change.id,
    version: change.version,
    body: kept(change.body),
    reason: change.reason,
  }))
}

/**
 * The one write door. Called inside the transaction that writes the rows themselves: it takes the next gap-free
 * positions of the community (locking its counter until commit, which also makes writes of one community take turns),
 * and writes one history row per fact with a salted hash of its body. Returns the positions, in order.
 *
 * Nothing acknowledged is lost because nothing is acknowledged before this transaction commits.
 */
export async function record(tx: Tx, reader: Reader, facts: Fact[], at: Date): Promise<number[]> {
  if (facts.length === 0) return []
  const [taken] = await (facts.length > FEW ? write.once : write)(tx, recordingValues(reader, facts, at))
  return facts.map((_, index) => taken!.before + index + 1)
}

// A batch is planned for its size; what one person saves is not planned anew each time.
const FEW = 20

/**
 * The same door as part of a larger statement that writes the rows as well: CTEs for its `with`, whose values are the
 * first six slots (recordingValues). `taken` has one row: the last position `before` those of these facts.
 */
export const recording = sql`
  taken as (
    insert into position_counter (community_id, position) values (${slot(1)}::uuid, ${slot(2)}::int)
    on conflict (community_id) do update set position = position_counter.position + excluded.position
    returning position - ${slot(2)}::int as before),
  written as (
    insert into history (community_id, position, event, object_type, object_id, version, actor, device_id,
      at, reason, body, salt, body_hash)
    select ${slot(1)}::uuid, taken.before + r.at, r.event, r.object_type, r.object_id, r.version,
      coalesce(r.actor, ${slot(3)}::uuid), coalesce(r.device_id, ${slot(4)}::text), ${slot(5)}::timestamptz, r.reason, r.body::jsonb,
      decode(r.salt, 'hex'), decode(r.body_hash, 'hex')
    from taken cross join jsonb_to_recordset(${slot(6)}::jsonb) as r (at int, event text, object_type text,
      object_id uuid, version int, actor uuid, device_id text, reason text, body text, salt text, body_hash text))`

export function recordingValues(reader: Reader, facts: Fact[], at: Date): unknown[] {
  const rows = facts.map(historyRow)
  const { actor, deviceId } = reader.deputy ?? reader
  return [reader.communityId, rows.length, actor, deviceId, at, JSON.stringify(rows)]
}

const write = kept<{ before: number }>(sql`with ${recording} select before from taken`)

function historyRow(fact: Fact, index: number) {
  const body = canonicalJson(fact.body)
  const salt = randomBytes(32)
  return {
    at: index + 1,
    event: fact.event,
    object_type: fact.objectType,
    object_id: fact.objectId,
    version: fact.version,
    actor: fact.by?.actor,
    device_id: fact.by?.deviceId,
    reason: fact.reason ?? null,
    body,
    salt: salt.toString('hex'),
    body_hash: createHash('sha256').update(salt).update(body).digest('hex'),
  }
}
