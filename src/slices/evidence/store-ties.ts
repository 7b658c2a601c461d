import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Above, Tie } from './ask-rules.ts'
import type { Target } from './schema.ts'
import './tables.ts'

/** A picture on more records than these is a letterhead; the questions asked about it by then are enough. */
const MOST_RECORDS = 1000

/** The records these photos stand on. A photo in two roles of one record counts once. */
export async function tiesOf(tx: Tx, communityId: string, names: readonly string[]): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    select distinct on (t.id, t.sha256) t.target, t.id, t.sha256, t.kind, t.place_id as "placeId",
      t.day_from as "dayFrom", t.day_to as "dayTo", t.author
    from photo_tie t
    where t.community_id = ${communityId}::uuid and t.sha256 = any(${[...names]}::text[])
    order by t.id, t.sha256, t.role limit ${MOST_RECORDS}`.execute(tx)
  return rows
}

/** Photos made from the same file of a camera as this one, by the hash the sender gave. */
export async function sameCameraFile(tx: Tx, communityId: string, sha256: string): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select o.sha256 from photo p join photo o on o.community_id = p.community_id and o.camera_sha256 = p.camera_sha256
    where p.community_id = ${communityId}::uuid and p.sha256 = ${sha256} and o.sha256 <> p.sha256 limit 50`.execute(tx)
  return rows.map((row) => row.sha256)
}

/** For each place itself and those above it. */
export async function placesAbove(tx: Tx, communityId: string, placeIds: readonly string[]): Promise<Above> {
  const none: ReadonlySet<string> = new Set()
  if (placeIds.length === 0) return () => none
  const { rows } = await sql<{ of: string; ids: string[] }>`
    with recursive up as (
      select s.id as of, s.id, s.parent_id, 0 as depth from place_step s
      where s.community_id = ${communityId}::uuid and s.id = any(${[...placeIds]}::uuid[])
      union all
      select up.of, s.id, s.parent_id, up.depth + 1
      from up join place_step s on s.community_id = ${communityId}::uuid and s.id = up.parent_id where up.depth < 12)
    select of, array_agg(id) as ids from up group by of`.execute(tx)
  const above = new Map(rows.map((row) => [row.of, new Set(row.ids)]))
  return (placeId) => above.get(placeId) ?? none
}

export interface NewTies {
  /** Up to this position everything is in `ties`. */
  upTo: number
  /** Nothing more was recorded when this was read. */
  last: boolean
  ties: { target: Target; id: string; sha256: string }[]
}

/** Positions looked through at a time, and photos taken from them. */
const WINDOW = 2000
const MOST_TIES = 60

/** Which photos stand on records since a position: every event carries its whole object, photos among it. */
export async function tiesSince(tx: Tx, communityId: string, position: number): Promise<NewTies> {
  // Read first: what is recorded while this goes on stands above it and comes next time.
  const counter = await sql<{ position: number }>`
    select position from position_counter where community_id = ${communityId}::uuid`.execute(tx)
  const now = counter.rows[0]?.position ?? 0
  const end = Math.min(now, position + WINDOW)
  const { rows } = await sql<{ position: number; target: Target; id: string; sha256: string }>`
    select h.position, h.object_type as target, h.object_id as id, p ->> 'sha256' as sha256
    from history h cross join lateral jsonb_array_elements(
      case when jsonb_typeof(h.body -> 'photos') = 'array' then h.body -> 'photos' else '[]' end) p
    where h.community_id = ${communityId}::uuid and h.position > ${position} and h.position <= ${end}
      and h.object_type in ('entry', 'case')
    order by h.position limit ${MOST_TIES + 1}`.execute(tx)
  // One event's photos are never parted, unless it alone has more than are taken at a time.
  const upTo = rows.length > MOST_TIES ? Math.max(position + 1, rows[MOST_TIES]!.position - 1) : end
  const ties = new Map(rows.filter((row) => row.position <= upTo).map((row) => [`${row.id} ${row.sha256}`, row]))
  return { upTo, last: upTo >= now, ties: [...ties.values()].map(({ target, id, sha256 }) => ({ target, id, sha256 })) }
}
