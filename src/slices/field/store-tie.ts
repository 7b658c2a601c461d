import { sql } from 'kysely'
import type { CommandContext } from '#kernel/node/commands.ts'
import type { Tx } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Held, targetOf } from './store-waiting.ts'
import './tables.ts'

interface Waiting {
  sha256: string
  role: 'scene' | 'before' | 'after'
  arrived: boolean
}

/**
 * Ties the photos that came with an operation to what it became; those still on their way are tied when they arrive.
 * @returns how many the record would not take
 */
export async function tieHeldPhotos(
  context: CommandContext,
  held: Held,
  id = targetOf(held.operation).id,
): Promise<number> {
  const { app, tx, reader } = context
  const { is } = targetOf(held.operation)
  const names = held.operation.photos.map((photo) => photo.sha256)
  if (names.length === 0) return 0
  const photos = await sql<Waiting>`update field_photo set tied = true
    where community_id = ${reader.communityId}::uuid and device_id = ${held.device_id}::uuid and target = ${is}
      and target_id = ${id}::uuid and sha256 = any(${names}::text[])
    returning sha256, role, arrived_at is not null as arrived`.execute(tx)
  let left = 0
  for (const { sha256, role, arrived } of photos.rows) {
    if (!arrived) continue
    await sql`savepoint held_photo`.execute(tx)
    try {
      await app.commands.run(context, is === 'entry' ? 'entry.add-photo' : 'case.add-photo', { id, sha256, role })
    } catch (error) {
      // The record is worth more than a picture it has no room for.
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint held_photo`.execute(tx)
      left += 1
    }
  }
  return left
}

/** Its photos, those still on their way too, belong to the record made of it as well: that goes by the id it waited under. */
export async function copyHeldPhotos(tx: Tx, reader: Reader, held: Held): Promise<void> {
  const names = held.operation.photos.map((photo) => photo.sha256)
  await sql`insert into field_photo (community_id, device_id, sha256, target, target_id, role, source, taken_at,
      camera_sha256, tied, arrived_at)
    select community_id, device_id, sha256, target, ${held.id}::uuid, role, source, taken_at, camera_sha256, false,
      arrived_at
    from field_photo
    where community_id = ${reader.communityId}::uuid and device_id = ${held.device_id}::uuid
      and target_id = ${targetOf(held.operation).id}::uuid and sha256 = any(${names}::text[])
    on conflict do nothing`.execute(tx)
}

/** Of a row `f` of field_photo: whether the office applied the operation it came with. */
export const settled = sql`exists (select from field_quarantine q where q.community_id = f.community_id
  and q.device_id = f.device_id and q.state = 'applied'
  and f.target_id::text in (coalesce(q.operation -> 'act' ->> 'caseId', q.operation_id::text), q.id::text)
  and q.operation -> 'photos' @> jsonb_build_array(jsonb_build_object('sha256', f.sha256)))`

/** Whether any of the records a photo of this device belongs to is one the office applied. */
export async function isSettled(tx: Tx, reader: Reader, deviceId: string, sha256: string): Promise<boolean> {
  const found = await sql`select 1 from field_photo f
    where f.community_id = ${reader.communityId}::uuid and f.device_id = ${deviceId}::uuid and f.sha256 = ${sha256}
      and ${settled} limit 1`.execute(tx)
  return found.rows.length > 0
}
