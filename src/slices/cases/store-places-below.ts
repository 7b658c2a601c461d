import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'

/** A place, or every place of a type, with all that stands below it at any depth. Empty when there is none. */
export async function placesBelow(
  tx: Tx,
  community: string,
  top: { id: string } | { type: string },
): Promise<string[]> {
  const start = 'id' in top ? sql`s.id = ${top.id}::uuid` : sql`s.type = ${top.type}`
  const found = await sql<{ id: string }>`with recursive below as (
      select s.id from place_step s where s.community_id = ${community}::uuid and ${start}
      union select s.id from below b
        join place_step s on s.community_id = ${community}::uuid and s.parent_id = b.id)
    select id from below`.execute(tx)
  return found.rows.map((row) => row.id)
}
