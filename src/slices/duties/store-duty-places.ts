import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'

/**
 * Ids of every place these parties answer for on a day: the places of their running duties with all that stands below.
 * This is what the view of a grid member, a cadre or a volunteer is cut to, so it errs on the side of less: a duty
 * that has ended or not begun gives nothing, and neither does one of a party that no longer stands.
 */
export async function dutyPlaces(tx: Tx, communityId: string, partyIds: string[], day: Day): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct t.place_id as id
    from duty d
    join party_label p on p.community_id = d.community_id and p.id = d.party_id
    join place_tree t on t.community_id = d.community_id and t.ancestor_id = d.place_id
    where d.community_id = ${communityId}::uuid and d.party_id = any (${partyIds}::uuid[])
      and ${standsOn('d', day)}
      and (p.valid_to is null or p.valid_to >= ${day}::date)`.execute(tx)
  return found.rows.map((row) => row.id)
}
