import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import './tables.ts'

/** The job of looking at a community's new photos; one waits at a time, however many photos come. */
export const PHOTO_REUSE = 'photo-reuse'

/** As the owner: communities in which something was recorded since their photos were last looked at. */
export async function communitiesBehind(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.community_id as id from position_counter c left join photo_follow f on f.community_id = c.community_id
    where c.position > coalesce(f.position, 0) order by 1`.execute(tx)
  return rows.map((row) => row.id)
}

export async function followedTo(tx: Tx, communityId: string): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select position from photo_follow where community_id = ${communityId}::uuid`.execute(tx)
  return rows[0]?.position ?? 0
}

/** Moves the mark on. False when another process moved it meanwhile: whatever this one did with it is to be dropped. */
export async function moveMark(tx: Tx, communityId: string, from: number, to: number): Promise<boolean> {
  const { rows } = await sql`
    insert into photo_follow (community_id, position) values (${communityId}::uuid, ${to})
    on conflict (community_id) do update set position = excluded.position where photo_follow.position = ${from}
    returning 1`.execute(tx)
  return rows.length > 0
}

/** Has the rest looked at later, so that one community's long past keeps no other waiting. */
export async function lookAgain(tx: Tx, communityId: string): Promise<void> {
  await sql`select ybz_photos_came(${communityId}::uuid)`.execute(tx)
}
