import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { savedFilterProblems } from './saved-filter-problems.ts'
import type { SavedFilter, SavedFilterDraft } from './saved-filter-schema.ts'
import './tables.ts'

/** More would be another list to search. */
const MOST = 30

/** The reader's own, by name. They are habits of one account, no business of the community: history keeps nothing. */
export async function savedFilters(tx: Tx, reader: Reader, list: string): Promise<SavedFilter[]> {
  const found = await sql<SavedFilter>`select id, name, filter from saved_filter
    where community_id = ${reader.communityId}::uuid and account_id = ${reader.accountId}::uuid and list = ${list}
    order by name collate "zh-x-icu", id`.execute(tx)
  return found.rows
}

/** Keeps a filter under a name; the same name again replaces it. @throws filter.many */
export async function saveFilter(tx: Tx, reader: Reader, draft: SavedFilterDraft): Promise<SavedFilter> {
  if (reader.accountId === null) throw problems['request.not-found']()
  const standing = await savedFilters(tx, reader, draft.list)
  if (standing.length >= MOST && !standing.some(({ name }) => name === draft.name)) {
    throw savedFilterProblems['filter.many']({ most: MOST })
  }
  const saved = await sql<SavedFilter>`insert into saved_filter (community_id, id, account_id, list, name, filter)
    values (${reader.communityId}::uuid, ${newId()}::uuid, ${reader.accountId}::uuid, ${draft.list}, ${draft.name},
      ${JSON.stringify(draft.filter)}::jsonb)
    on conflict (community_id, account_id, list, name) do update set filter = excluded.filter
    returning id, name, filter`.execute(tx)
  return saved.rows[0]!
}

/** @throws request.not-found for anybody else's */
export async function dropFilter(tx: Tx, reader: Reader, id: string): Promise<void> {
  const dropped = await sql`delete from saved_filter where community_id = ${reader.communityId}::uuid
    and account_id = ${reader.accountId}::uuid and id = ${id}::uuid returning id`.execute(tx)
  if (dropped.rows.length === 0) throw problems['request.not-found']()
}
