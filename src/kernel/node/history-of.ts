import { sql } from 'kysely'
import type { Reader } from '#kernel/reader.ts'
import type { Tx } from './db.ts'

/** One version of an object, as its history tells it. */
export interface Version {
  position: number
  event: string
  version: number
  /** ISO instant. */
  at: string
  /** Name of the account that acted; 系统 for the command line and the demo. */
  by: string
  reason: string | null
  body: Record<string, unknown>
}

/** Every version of one object, newest first. */
export async function historyOf(tx: Tx, reader: Reader, objectType: string, objectId: string): Promise<Version[]> {
  const found = await sql<Omit<Version, 'at' | 'by'> & { at: Date; by: string | null }>`
    select h.position, h.event, h.version, h.at, a.name as by, h.reason, h.body
    from history h left join actor_name a on a.actor = h.actor
    where h.community_id = ${reader.communityId}::uuid and h.object_id = ${objectId}::uuid
      and h.object_type = ${objectType}
    order by h.version desc, h.position desc`.execute(tx)
  return found.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString(), by: row.by ?? '系统' }))
}
