import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Change } from '#kernel/plan-saves.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Tx } from './db.ts'

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
  const last = await takePositions(tx, reader.communityId, facts.length)
  const rows = facts.map((fact, index) => historyRow(fact, last - facts.length + 1 + index))
  // One statement for a whole batch: parameters as arrays, so ten thousand rows need no more of them than one.
  await sql`insert into history (community_id, position, event, object_type, object_id, version, actor, device_id,
      at, reason, body, salt, body_hash)
    select ${reader.communityId}::uuid, r.position, r.event, r.object_type, r.object_id, r.version,
      ${reader.actor}::uuid, ${reader.deviceId}, ${at}::timestamptz, r.reason, r.body::jsonb,
      decode(r.salt, 'hex'), decode(r.body_hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (position bigint, event text, object_type text,
      object_id uuid, version int, reason text, body text, salt text, body_hash text)`.execute(tx)
  return rows.map((row) => row.position)
}

async function takePositions(tx: Tx, communityId: string, count: number): Promise<number> {
  const taken = await sql<{ position: number }>`insert into position_counter (community_id, position)
    values (${communityId}, ${count})
    on conflict (community_id) do update set position = position_counter.position + ${count}
    returning position`.execute(tx)
  return taken.rows[0]!.position
}

function historyRow(fact: Fact, position: number) {
  const body = canonicalJson(fact.body)
  const salt = randomBytes(32)
  return {
    position,
    event: fact.event,
    object_type: fact.objectType,
    object_id: fact.objectId,
    version: fact.version,
    reason: fact.reason ?? null,
    body,
    salt: salt.toString('hex'),
    body_hash: createHash('sha256').update(salt).update(body).digest('hex'),
  }
}
