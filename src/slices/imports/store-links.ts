import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import './tables.ts'

export interface LinkRow {
  source: string
  rowKey: string
  hash: string
  objectType: string
  objectId: string
}

/** Objects that became objects of another type under the same ids: the rows they came from follow. */
export async function relinkObjects(
  tx: Tx,
  reader: Reader,
  { ids, from, to }: { ids: string[]; from: string; to: string },
): Promise<void> {
  await sql`update import_link set object_type = ${to}
    where community_id = ${reader.communityId}::uuid and object_id = any(${ids}::uuid[]) and object_type = ${from}`.execute(
    tx,
  )
}

/**
 * Writes down which rows became which objects. An object's former keys in its source go first: a sheet numbered anew
 * must not leave old numbers pointing at it.
 */
export async function writeLinks(tx: Tx, reader: Reader, batchId: string, links: LinkRow[]): Promise<void> {
  for (let at = 0; at < links.length; at += 5_000) {
    const rows = JSON.stringify(links.slice(at, at + 5_000))
    await sql`delete from import_link l
      using jsonb_to_recordset(${rows}::jsonb) as r (source text, "objectType" text, "objectId" uuid)
      where l.community_id = ${reader.communityId}::uuid and l.source = r.source and l.object_id = r."objectId"
        and l.object_type = r."objectType"`.execute(tx)
  }
  for (let at = 0; at < links.length; at += 5_000) {
    const rows = JSON.stringify(links.slice(at, at + 5_000))
    await sql`insert into import_link (community_id, source, row_key, content_hash, object_type, object_id, batch_id)
      select ${reader.communityId}::uuid, r.source, r."rowKey", r.hash, r."objectType", r."objectId", ${batchId}::uuid
      from jsonb_to_recordset(${rows}::jsonb) as r (source text, "rowKey" text, hash text, "objectType" text, "objectId" uuid)
      on conflict (community_id, source, row_key, object_type) do update
        set content_hash = excluded.content_hash, object_id = excluded.object_id, batch_id = excluded.batch_id`.execute(
      tx,
    )
  }
}
