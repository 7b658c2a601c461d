import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import { trackedFields } from './contributions.ts'
import { readEveryKind } from './store-kinds.ts'
import { nearestOfType, placesBelow } from './store-places.ts'

/**
 * Derives everything counted by type of place anew from the entries, after places changed their type or what they
 * stand below, and writes the difference to the roll-up as deltas. Reads all entries of the community: seconds for a
 * million, and only when an entry lies at or below one of the places. Gives the number of roll-up cells that changed.
 */
export async function rederivePlaces(tx: Tx, reader: Reader, placeIds: string[]): Promise<{ changed: number }> {
  if (placeIds.length === 0) return { changed: 0 }
  const community = reader.communityId
  await takeTurn(tx, community)
  const below = (await Promise.all(placeIds.map((id) => placesBelow(tx, community, id)))).flat()
  const touched = await sql`select 1 from entry e where e.community_id = ${community}::uuid and e.state = 'live'
    and e.place_id = any(${below}::uuid[]) limit 1`.execute(tx)
  if (touched.rows.length === 0) return { changed: 0 }
  const tracked = (await readEveryKind(tx)).flatMap((kind) =>
    trackedFields(kind).map((field) => ({ kind: kind.code, field })),
  )
  await sql`delete from seen where community_id = ${community}::uuid and dimension like '~place:%'`.execute(tx)
  const typed = nearestOfType(sql`${community}::uuid`, sql`true`)
  await sql`with recursive ${typed}
    insert into seen (community_id, span, kind, dimension, member_id, entries)
    select ${community}::uuid, s.span, e.kind, '~place:' || near.type, near.id, count(*)
    from entry e join near on near.place_id = e.place_id cross join lateral (
      select to_char(e.day_from, 'YYYY') as span where to_char(e.day_from, 'YYYY') = to_char(e.day_to, 'YYYY')
      union all select to_char(e.day_from, 'YYYY"Q"Q')
        where to_char(e.day_from, 'YYYY"Q"Q') = to_char(e.day_to, 'YYYY"Q"Q')
      union all select to_char(e.day_from, 'YYYY-MM')
        where to_char(e.day_from, 'YYYY-MM') = to_char(e.day_to, 'YYYY-MM')) s
    where e.community_id = ${community}::uuid and e.state = 'live'
    group by 2, 3, 4, 5`.execute(tx)
  const changed = await sql`with recursive ${typed},
    wanted as (
      select span, kind, dimension as measure, count(*)::numeric as amount, sum(entries)::bigint as entries
      from seen where community_id = ${community}::uuid and dimension like '~place:%' group by 1, 2, 3
      union all
      select case when to_char(e.day_from, 'MM-DD') = '01-01' and to_char(e.day_to, 'MM-DD') = '12-31'
            and to_char(e.day_from, 'YYYY') = to_char(e.day_to, 'YYYY') then to_char(e.day_from, 'YYYY')
          when to_char(e.day_from, 'YYYY-MM') = to_char(e.day_to, 'YYYY-MM') then to_char(e.day_from, 'YYYY-MM')
          else to_char(e.day_from, 'YYYY-MM') || '~' || to_char(e.day_to, 'YYYY-MM') end,
        e.kind, '~is:' || f.field || '=' || (e.fields ->> f.field) || '@' || near.type, count(*), count(*)
      from entry e join near on near.place_id = e.place_id
      join jsonb_to_recordset(${JSON.stringify(tracked)}::jsonb) as f (kind text, field text) on f.kind = e.kind
      where e.community_id = ${community}::uuid and e.state = 'live' and coalesce(e.fields ->> f.field, '') <> ''
      group by 1, 2, 3),
    present as (
      select span, kind, measure, sum(amount) as amount, sum(entries) as entries from (
        select span, kind, measure, amount, entries from rollup where node_id = ${community}::uuid
        union all
        select span, kind, measure, amount, entries from rollup_delta where community_id = ${community}::uuid) r
      where measure like '~place:%' or measure like '~is:%@%' group by 1, 2, 3)
    insert into rollup_delta (community_id, position, span, kind, measure, unit, amount, entries)
    select ${community}::uuid, (select position from position_counter where community_id = ${community}::uuid),
      coalesce(w.span, p.span), coalesce(w.kind, p.kind), coalesce(w.measure, p.measure), '',
      coalesce(w.amount, 0) - coalesce(p.amount, 0), coalesce(w.entries, 0) - coalesce(p.entries, 0)
    from wanted w full join present p on p.span = w.span and p.kind = w.kind and p.measure = w.measure
    where (coalesce(w.amount, 0), coalesce(w.entries, 0)) <> (coalesce(p.amount, 0), coalesce(p.entries, 0))
    returning 1`.execute(tx)
  return { changed: changed.rows.length }
}
