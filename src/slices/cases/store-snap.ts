import { sql } from 'kysely'
import { cutText } from '#kernel/cut-text.ts'
import type { Day } from '#kernel/days.ts'
import { hidePhones } from '#kernel/hide-phones.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { RESIDENT } from '#kernel/reader.ts'
import { snapProblems as problems } from './snap-problems.ts'
import { PUBLIC_PLACE_TYPES } from './snap-rules.ts'
import type { SnapNear, SnapPage } from './snap-schema.ts'
import './tables.ts'

/** The community whose public page this is; one that is off looks like one that does not exist. Read at the gate. */
export async function findSnapCommunity(tx: Tx, code: string): Promise<{ id: string; name: string }> {
  const found = await sql<{ id: string; name: string }>`select id, name from org
    where code = ${code} and level = 'community' and settings ->> 'snap' = 'true'`.execute(tx)
  if (!found.rows[0]) throw kernelProblems['request.not-found']()
  return found.rows[0]
}

export async function communityNamed(tx: Tx, id: string): Promise<{ code: string; name: string }> {
  return tx.selectFrom('org').select(['code', 'name']).where('id', '=', id).executeTakeFirstOrThrow()
}

/** No place list of a community is longer. */
const MOST_PLACES = 1_000

/** Grids, yards and alleys that stand today: what hangs on signs in the street anyway. */
export async function publicPlaces(tx: Tx, community: string, day: Day, id?: string): Promise<SnapPage['places']> {
  const one = id ? sql`and p.id = ${id}::uuid` : sql``
  const found = await sql<SnapPage['places'][number]>`
    select p.id, p.name, array_to_string(p.path, ' / ') as within from place_label p
    where p.community_id = ${community}::uuid and p.type = any(${[...PUBLIC_PLACE_TYPES]}::text[])
      and ${standsOn('p', day)} ${one}
    order by p.type = 'grid', array_to_string(p.path, ' ') collate "zh-x-icu", p.name collate "zh-x-icu", p.id
    limit ${MOST_PLACES}`.execute(tx)
  return found.rows
}

/** How many problems residents have reported in the community on a day. */
export async function reportedOn(tx: Tx, community: string, day: Day): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from problem_case
    where community_id = ${community}::uuid and author = ${RESIDENT}::uuid and found_on = ${day}::date`.execute(tx)
  return found.rows[0]!.n
}

const WORDS_SHOWN = 60

// Accepted by the office, and in the words a resident wrote on the public page: only then everybody can read them. What
// the office typed after a call or a visit is the resident's matter, told to the office alone. What came back keeps the
// words of the problem it came back from.
const SHOWN = sql`c.source = 'resident' and c.closed_at is null and c.state not in ('reported', 'declined')
  and exists (
    with recursive line as (
      select c.author, c.relapse_of
      union all
      select o.author, o.relapse_of from line
      join problem_case o on o.community_id = c.community_id and o.id = line.relapse_of)
    select from line where author = ${RESIDENT}::uuid)`

/** What residents said of this place that is still open, in their words, without telephone numbers. */
export async function openNear(tx: Tx, community: string, placeId: string): Promise<SnapNear> {
  const found = await sql<SnapNear[number]>`select c.id, c.issue as words, c.found_on as day, c.joins
    from problem_case c where c.community_id = ${community}::uuid and c.place_id = ${placeId}::uuid and ${SHOWN}
    order by c.found_on desc, c.id desc limit 5`.execute(tx)
  return found.rows.map((row) => ({ ...row, words: hidePhones(cutText(row.words, WORDS_SHOWN)) }))
}

/** @throws snap.gone when this is nothing a resident may join */
export async function checkJoinable(tx: Tx, community: string, caseId: string): Promise<void> {
  const found = await sql`select 1 from problem_case c
    where c.community_id = ${community}::uuid and c.id = ${caseId}::uuid and ${SHOWN}`.execute(tx)
  if (found.rows.length === 0) throw problems['snap.gone']()
}
