import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import type { NotedPhoto } from '#kernel/node/photos/prepare-photo.ts'

/**
 * Notes a photo whose bytes are already stored; the same picture again keeps its first row. Whether it was used before
 * is looked at later, by a job that begins when this is committed; one waits, however many photos come.
 */
export async function notePhoto(tx: Tx, reader: Reader, sha256: string, photo: NotedPhoto, now: Date): Promise<void> {
  await sql`with noted as (
    insert into photo (community_id, sha256, bytes, type, width, height, taken_at, source, camera_sha256, created_at)
    values (${reader.communityId}::uuid, ${sha256}, ${photo.size}, 'image/jpeg', ${photo.width}, ${photo.height},
      ${photo.takenAt}::timestamptz, ${photo.source}, ${photo.cameraSha256}, ${now}::timestamptz)
    on conflict do nothing)
    select ybz_photos_came(${reader.communityId}::uuid)`.execute(tx)
}

/** Whether the reader may see this record and it carries this photo: the right to a photo is the right to its record. */
export async function mayUsePhoto(tx: Tx, entryId: string, sha256?: string): Promise<boolean> {
  const photo = sha256
    ? sql`and exists (select from entry_photo f where f.community_id = e.community_id and f.entry_id = e.id and f.sha256 = ${sha256})`
    : sql``
  const found =
    await sql`select 1 from entry e where e.community_id = any((select ybz_communities())::uuid[]) and e.id = ${entryId}::uuid ${photo}`.execute(
      tx,
    )
  return found.rows.length > 0
}
