import { sql } from 'kysely'
import type { HistoryItem } from '#kernel/history-item.ts'
import { nameWithoutAccount, type Reader } from '#kernel/reader.ts'
import type { Tx } from './db.ts'

/** Every version of one object, newest first. */
export async function historyOf(tx: Tx, reader: Reader, objectType: string, objectId: string): Promise<HistoryItem[]> {
  const found = await sql<Omit<HistoryItem, 'at' | 'by'> & { at: Date; by: string | null; actor: string }>`
    select h.position, h.event, h.version, h.at, a.name as by, h.actor, h.reason, h.body
    from history h left join actor_name a on a.actor = h.actor
    where h.community_id = ${reader.communityId}::uuid and h.object_id = ${objectId}::uuid
      and h.object_type = ${objectType}
    order by h.version desc, h.position desc`.execute(tx)
  return found.rows.map(({ actor, ...row }) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    by: row.by ?? nameWithoutAccount(actor),
  }))
}
