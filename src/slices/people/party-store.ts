import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { foldText } from '#kernel/fold-text.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { partyProblems } from './party-problems.ts'
import './party-tables.ts'
import { PARTY_KINDS, type PartyListQuery, type PartyRow } from './schema.ts'

type Filter = Omit<PartyListQuery, 'day'> & { day: Day }

/** One page of parties by kind and name. Phones come whole: the route masks them for readers who may not see them. */
export async function listParties(
  tx: Tx,
  reader: Reader,
  filter: Filter,
): Promise<{ total: number; rows: PartyRow[] }> {
  const where = wanted(reader, filter)
  const total = await sql<{ total: number }>`select count(*) as total
    from party p left join party_detail d on d.community_id = p.community_id and d.party_id = p.id
    where ${where}`.execute(tx)
  const rows = await selectParties(
    tx,
    filter.day,
    sql`${where}
    order by array_position(${[...PARTY_KINDS]}::text[], p.kind), d.name collate "zh-x-icu" nulls last, p.id
    offset ${filter.offset} limit ${filter.limit}`,
  )
  return { total: total.rows[0]!.total, rows }
}

/** @throws party.unknown */
export async function getParty(tx: Tx, reader: Reader, id: string, day: Day): Promise<PartyRow> {
  const rows = await selectParties(tx, day, sql`p.community_id = ${reader.communityId}::uuid and p.id = ${id}::uuid`)
  if (!rows[0]) throw partyProblems['party.unknown']()
  return rows[0]
}

/** Names by id; empty text where a person's details were erased. Unknown ids are left out. */
export async function partyNames(tx: Tx, reader: Reader, ids: string[]): Promise<Record<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from party_label
    where community_id = ${reader.communityId}::uuid and id = any (${[...new Set(ids)]}::uuid[])`.execute(tx)
  return Object.fromEntries(found.rows.map((row) => [row.id, row.name]))
}

function wanted(reader: Reader, filter: Filter) {
  const { day, state } = filter
  const parts = [sql`p.community_id = ${reader.communityId}::uuid`]
  if (state === 'standing') {
    parts.push(standsOn('p', day))
  }
  if (state === 'closed') parts.push(sql`p.valid_to < ${day}::date`)
  if (filter.kind) parts.push(sql`p.kind = ${filter.kind}`)
  const words = foldText(filter.q ?? '')
  // By name only: a search over numbers would tell them to readers who see them masked.
  if (words) parts.push(sql`position(${words} in d.name) > 0`)
  return sql.join(parts, sql` and `)
}

async function selectParties(tx: Tx, day: Day, tail: ReturnType<typeof wanted>): Promise<PartyRow[]> {
  const found = await sql<PartyRow>`
    select p.id, p.kind, coalesce(d.name, '') as name, d.party_id is null as erased, coalesce(d.phone, '') as phone,
      p.station_id as "stationId", s.name as "stationName", p.attrs, p.valid_from as "validFrom",
      p.valid_to as "validTo", p.version,
      (select count(*) from duty_span u where u.community_id = p.community_id and u.party_id = p.id
        and ${standsOn('u', day)}) as duties
    from party p
    left join party_detail d on d.community_id = p.community_id and d.party_id = p.id
    left join place_label s on s.community_id = p.community_id and s.id = p.station_id
    where ${tail}`.execute(tx)
  return found.rows
}
