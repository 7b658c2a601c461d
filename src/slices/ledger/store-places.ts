import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'

/** The place and everything below it, at any depth. Empty when the community has no such place. */
export async function placesBelow(tx: Tx, communityId: string, placeId: string): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`${walkDown(communityId, sql`s.id = ${placeId}::uuid`)} select id from below`.execute(tx)
  return found.rows.map((row) => row.id)
}

/** Every place of a type, and what stands below one: where records count for that type. */
export async function placesOfType(tx: Tx, communityId: string, type: string): Promise<string[]> {
  const found = await sql<{ id: string }>`${walkDown(communityId, sql`s.type = ${type}`)} select id from below`.execute(
    tx,
  )
  return found.rows.map((row) => row.id)
}

function walkDown(communityId: string, start: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with recursive below as (
    select s.id from place_step s where s.community_id = ${communityId}::uuid and ${start}
    union select s.id from below b join place_step s on s.community_id = ${communityId}::uuid and s.parent_id = b.id)`
}

/**
 * CTEs for a `with recursive`: `up` holds every step above the places of `start` (conditions on s), themselves at
 * depth 0; `near` per place and type the nearest one, so that a record at a building also counts for its yard.
 */
export function nearestOfType(
  community: RawBuilder<unknown>,
  start: RawBuilder<unknown>,
  types?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const wanted = types ? sql`where up.type = any(${types})` : sql``
  return sql`up as (
      select s.id as place_id, s.id, s.parent_id, s.type, 0 as depth from place_step s
      where s.community_id = ${community} and ${start}
      union all
      select up.place_id, s.id, s.parent_id, s.type, up.depth + 1
      from up join place_step s on s.community_id = ${community} and s.id = up.parent_id where up.depth < 12),
    near as materialized (
      select distinct on (up.place_id, up.type) up.place_id, up.type, up.id from up ${wanted}
      order by up.place_id, up.type, up.depth)`
}

/** Full names of places, from the top down: 北网格 / 榆树院 / 3号楼. */
export async function placeNames(tx: Tx, placeIds: string[]): Promise<Map<string, string>> {
  if (placeIds.length === 0) return new Map()
  const found = await (placeIds.length > 200 ? namesOf.once : namesOf)(tx, [placeIds])
  return new Map(found.map((row) => [row.id, row.name]))
}

const namesOf = kept<{ id: string; name: string }>(sql`
  with recursive up as (
    select s.id as place_id, s.community_id, s.parent_id, s.name, 0 as depth from place_step s
    where s.id = any(${slot(1)}::uuid[])
    union all
    select up.place_id, s.community_id, s.parent_id, s.name, up.depth + 1
    from up cross join lateral (
      -- The fence makes it one look-up by key per step; a join on the community alone was taken for cheap.
      select * from place_step where community_id = up.community_id and id = up.parent_id offset 0) s
    where up.depth < 12)
  select place_id as id, string_agg(name, ' / ' order by depth desc) as name from up group by 1`)
