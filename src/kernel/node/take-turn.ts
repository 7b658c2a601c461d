import { sql } from 'kysely'
import type { Tx } from './db.ts'

/**
 * Waits until no other transaction is writing in the community, and keeps others waiting until this one ends. Called
 * before reading what a change depends on (the present version, whether a name is taken), so that two writers never
 * both act on the same state. It is the lock that record() takes anyway, taken earlier.
 */
export async function takeTurn(tx: Tx, communityId: string): Promise<void> {
  await sql`insert into position_counter (community_id, position) values (${communityId}::uuid, 0)
    on conflict (community_id) do update set position = position_counter.position`.execute(tx)
}
