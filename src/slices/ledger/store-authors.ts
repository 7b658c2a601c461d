import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { OPERATOR, type Reader } from '#kernel/reader.ts'
import { nameOfActor } from './store-rows.ts'

/** Whoever may have recorded something here, for narrowing the ledger by it; the operator too, where it did. */
export async function listAuthors(tx: Tx, reader: Reader): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string | null }>`
    select id, name from (select actor as id, name from actor_name
    union all select ${OPERATOR}::uuid, null where exists (select from entry e
      where e.community_id = ${reader.communityId}::uuid and e.author = ${OPERATOR}::uuid)) a
    order by name collate "zh-x-icu" nulls last`.execute(tx)
  return found.rows.map(({ id, name }) => ({ id, name: nameOfActor(id, name) }))
}
