import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { kept, slot } from './kept.ts'

/**
 * Waits until no other transaction is writing in the community, and keeps others waiting until this one ends. Called
 * before reading what a change depends on (the present version, whether a name is taken), so that two writers never
 * both act on the same state. It is the lock that record() takes anyway, taken earlier.
 */
export async function takeTurn(tx: Tx, communityId: string): Promise<void> {
  const held = await hold(tx, [communityId])
  if (held.length === 0) await begin(tx, [communityId])
}

const hold = kept(sql`select from position_counter where community_id = ${slot(1)}::uuid for update`)

const begin = kept(sql`insert into position_counter (community_id, position) values (${slot(1)}::uuid, 0)
  on conflict (community_id) do update set position = position_counter.position`)
