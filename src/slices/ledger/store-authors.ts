import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR, OPERATOR_NAME, type Reader } from '#kernel/reader.ts'

/**
 * Whoever may have recorded something here, for narrowing the ledger by it; the operator too, where it did. A reader
 * of some places hears only of those who recorded something there.
 */
export async function listAuthors(tx: Tx, reader: Reader): Promise<{ id: string; name: string }[]> {
  if (reader.places !== null) {
    const seen = await sql<{ id: string; name: string | null }>`
      select e.author as id, n.name from (select distinct author from entry
        where community_id = ${reader.communityId}::uuid) e
      left join actor_name n on n.actor = e.author order by n.name collate "zh-x-icu" nulls last`.execute(tx)
    return seen.rows.map(({ id, name }) => ({ id, name: name ?? OPERATOR_NAME }))
  }
  const found = await sql<{ id: string; name: string | null }>`
    select id, name from (select actor as id, name from actor_name
    union all select ${OPERATOR}::uuid, null where exists (select from entry e
      where e.community_id = ${reader.communityId}::uuid and e.author = ${OPERATOR}::uuid)) a
    order by name collate "zh-x-icu" nulls last`.execute(tx)
  return found.rows.map(({ id, name }) => ({ id, name: name ?? OPERATOR_NAME }))
}
