import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { OPEN } from './store-open.ts'
import './tables.ts'

/** Parties by the name they are written with; of two of one name neither. */
export async function partiesByName(tx: Tx, community: string, day: Day): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select (array_agg(id))[1] as id, name from party_label p
    where community_id = ${community}::uuid and name <> '' and ${standsOn('p', day)}
    group by name having count(*) = 1`.execute(tx)
  return new Map(found.rows.map(({ id, name }) => [name, id]))
}

/** Open problems by place and words, to tell what is listed a second time. */
export async function openWords(tx: Tx, community: string, issues: string[]): Promise<Set<string>> {
  const found = await sql<{ place_id: string | null; issue: string }>`select c.place_id, c.issue
    from problem_case c where c.community_id = ${community}::uuid and ${OPEN}
      and c.issue = any(${issues}::text[])`.execute(tx)
  return new Set(found.rows.map((row) => wordsKey(row.place_id, row.issue)))
}

export const wordsKey = (placeId: string | null, issue: string): string => `${placeId ?? ''} ${issue}`

export async function placeNames(tx: Tx, community: string, ids: string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from place_step
    where community_id = ${community}::uuid and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}
