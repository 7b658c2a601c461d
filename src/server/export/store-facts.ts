import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'

export interface ExportedFact {
  type: string
  id: string
  version: number
  position: number
  at: string
  body: Record<string, unknown>
}

/** Every object of the community as its newest history row has it, oldest first. */
export async function exportFacts(tx: Tx, reader: Reader): Promise<ExportedFact[]> {
  const rows = await sql<ExportedFact>`
    select type, id, version, position, at::text, body from (
      select distinct on (object_type, object_id) object_type as type, object_id as id, version, position, at, body
      from history where community_id = ${reader.communityId}::uuid
      order by object_type, object_id, position desc) newest
    order by position`.execute(tx)
  return rows.rows
}

/** Names stand apart from history; here they are by id, so that a reader of the file can follow the bodies. */
export async function exportNames(tx: Tx, reader: Reader): Promise<Record<string, string>> {
  const rows = await sql<{ id: string; name: string }>`
    select id, name from party_label where community_id = ${reader.communityId}::uuid
    union all select id, name from place_label where community_id = ${reader.communityId}::uuid`.execute(tx)
  return Object.fromEntries(rows.rows.map((row) => [row.id, row.name]))
}
