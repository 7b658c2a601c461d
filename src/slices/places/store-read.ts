import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { foldText } from '#kernel/fold-text.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { placeProblems } from './problems.ts'
import type { PlaceListQuery, PlaceNode, PlaceRow } from './schema.ts'
import { typeLabel } from './store-types.ts'
import './tables.ts'

type Filter = Omit<PlaceListQuery, 'day'> & { day: Day }

/** One page of the register, by type and name as a clerk would sort them. */
export async function listPlaces(tx: Tx, reader: Reader, filter: Filter): Promise<{ total: number; rows: PlaceRow[] }> {
  const where = wanted(reader, filter)
  const total = await sql<{ total: number }>`select count(*) as total from place p where ${where}`.execute(tx)
  const rows = await selectPlaces(
    tx,
    sql`${where} order by p.type, p.name collate "zh-x-icu", p.id
    offset ${filter.offset} limit ${filter.limit}`,
  )
  return { total: total.rows[0]!.total, rows }
}

/** @throws place.unknown */
export async function getPlace(tx: Tx, reader: Reader, id: string): Promise<PlaceRow> {
  const rows = await selectPlaces(tx, sql`p.community_id = ${reader.communityId}::uuid and p.id = ${id}::uuid`)
  if (!rows[0]) throw placeProblems['place.unknown']()
  return rows[0]
}

/** Every place that stands on a day, light, for trees and pickers. */
export async function placeNodes(tx: Tx, reader: Reader, day: Day): Promise<PlaceNode[]> {
  const found = await sql<Omit<PlaceNode, 'mine'>>`
    select id, parent_id as "parentId", type, name, valid_from as "validFrom", valid_to as "validTo",
      geometry -> 'coordinates' as at
    from place
    where community_id = ${reader.communityId}::uuid
      and ${standsOn('place', day)}
    order by type, name collate "zh-x-icu", id`.execute(tx)
  const mine = reader.places === null ? null : new Set(reader.places)
  return found.rows.map((place) => ({ ...place, mine: mine?.has(place.id) ?? true }))
}

function wanted(reader: Reader, filter: Filter) {
  const { day, state } = filter
  const parts = [sql`p.community_id = ${reader.communityId}::uuid`]
  if (state === 'standing') parts.push(standsOn('p', day))
  if (state === 'closed') parts.push(sql`p.valid_to < ${day}::date`)
  if (filter.type) parts.push(sql`p.type = ${filter.type}`)
  if (filter.below) {
    parts.push(sql`p.id = any (array(select t.place_id from place_tree t
      where t.community_id = ${reader.communityId}::uuid and t.ancestor_id = ${filter.below}::uuid))`)
  }
  const words = foldText(filter.q ?? '')
  if (words) {
    parts.push(sql`(position(${words} in p.name) > 0 or exists (select from place_alias a
      where a.community_id = p.community_id and a.place_id = p.id and position(${words} in a.alias) > 0))`)
  }
  return sql.join(parts, sql` and `)
}

async function selectPlaces(tx: Tx, tail: ReturnType<typeof wanted>): Promise<PlaceRow[]> {
  const found = await sql<Omit<PlaceRow, 'typeLabel'>>`
    select p.id, p.type, p.name, p.parent_id as "parentId", l.path, p.attrs, p.note,
      p.geometry -> 'coordinates' as at,
      coalesce((select array_agg(a.alias order by a.alias) from place_alias a
        where a.community_id = p.community_id and a.place_id = p.id), '{}') as aliases,
      p.valid_from as "validFrom", p.valid_to as "validTo", p.version,
      (select count(*) from place c where c.community_id = p.community_id and c.parent_id = p.id
        and c.valid_to is null) as children
    from place p join place_label l on l.community_id = p.community_id and l.id = p.id
    where ${tail}`.execute(tx)
  return found.rows.map((row) => ({ ...row, typeLabel: typeLabel(row.type) }))
}
