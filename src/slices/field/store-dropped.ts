import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { EntryPhoto } from '#slices/ledger/schema.ts'
import type { Operation } from './schema.ts'
import './tables.ts'

/**
 * A newer version from a phone has fewer photos: those that only its earlier versions brought are tied to the record no
 * more, whether they are here or still on their way. Their bytes stay, and so does what others added to the record.
 * @param standing the record's photos · @returns those it keeps
 */
export async function withoutDropped(
  tx: Tx,
  { communityId, deviceId }: Reader,
  { id, photos }: Pick<Operation, 'id' | 'photos'>,
  standing: readonly EntryPhoto[],
): Promise<EntryPhoto[]> {
  const device = deviceId.replace(/^phone:/, '')
  const kept = photos.map(({ sha256, role }) => `${sha256} ${role}`)
  const dropped = await sql<{ name: string }>`update field_photo set tied = false
    where community_id = ${communityId}::uuid and device_id = ${device}::uuid and target = 'entry'
      and target_id = ${id}::uuid and tied and sha256 || ' ' || role <> all(${kept}::text[])
    returning sha256 || ' ' || role as name`.execute(tx)
  const names = new Set(dropped.rows.map((row) => row.name))
  return standing.filter(({ sha256, role }) => !names.has(`${sha256} ${role}`))
}
