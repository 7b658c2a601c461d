import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { foldText } from '#kernel/fold-text.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { assetProblems } from './problems.ts'
import type { AssetListQuery, AssetRow } from './schema.ts'
import { assetTypeOf } from './store-types.ts'
import './tables.ts'

type Filter = Omit<AssetListQuery, 'day'> & { day: Day }

export interface AssetList {
  total: number
  rows: AssetRow[]
  /** Of everything the filter finds, per unit: units are never added together. */
  totals: { unit: string; quantity: string }[]
}

export async function listAssets(tx: Tx, reader: Reader, filter: Filter): Promise<AssetList> {
  const where = wanted(reader, filter)
  const from = sql`from asset a left join place_label p on p.community_id = a.community_id and p.id = a.place_id
    where ${where}`
  const totals = await sql<{ unit: string; quantity: string; total: number }>`
    select a.unit, trim_scale(sum(a.quantity))::text as quantity, count(*) as total ${from} group by 1 order by 1`.execute(
    tx,
  )
  const rows = await selectAssets(
    tx,
    sql`${where}
    order by a.type, p.path collate "zh-x-icu" nulls last, p.name collate "zh-x-icu", a.locus, a.id
    offset ${filter.offset} limit ${filter.limit}`,
  )
  return {
    total: totals.rows.reduce((sum, row) => sum + row.total, 0),
    rows,
    totals: totals.rows.map(({ unit, quantity }) => ({ unit, quantity })),
  }
}

/** @throws asset.unknown */
export async function getAsset(tx: Tx, reader: Reader, id: string): Promise<AssetRow> {
  const rows = await selectAssets(tx, sql`a.community_id = ${reader.communityId}::uuid and a.id = ${id}::uuid`)
  if (!rows[0]) throw assetProblems['asset.unknown']()
  return rows[0]
}

function wanted(reader: Reader, filter: Filter) {
  const { day, state } = filter
  const parts = [sql`a.community_id = ${reader.communityId}::uuid`]
  if (state === 'standing') {
    parts.push(standsOn('a', day))
  }
  if (state === 'removed') parts.push(sql`a.valid_to < ${day}::date`)
  if (filter.type) parts.push(sql`a.type = ${filter.type}`)
  if (filter.condition) parts.push(sql`a.condition = ${filter.condition}`)
  if (filter.below) {
    parts.push(sql`a.place_id = any (array(select place_id from place_tree
      where community_id = ${reader.communityId}::uuid and ancestor_id = ${filter.below}::uuid))`)
  }
  const words = foldText(filter.q ?? '')
  if (words) {
    parts.push(sql`(position(${words} in a.locus) > 0 or position(${words} in p.name) > 0
      or exists (select from jsonb_each_text(a.attrs) as v where position(${words} in v.value) > 0))`)
  }
  return sql.join(parts, sql` and `)
}

async function selectAssets(tx: Tx, tail: ReturnType<typeof wanted>): Promise<AssetRow[]> {
  const found = await sql<Omit<AssetRow, 'typeLabel'>>`
    select a.id, a.type, a.place_id as "placeId", p.name as "placeName", coalesce(p.path, '{}') as "placePath", a.locus,
      trim_scale(a.quantity)::text as quantity, a.unit, a.attrs, a.condition, a.seen_on as "seenOn",
      a.valid_from as "validFrom", a.valid_to as "validTo", a.version
    from asset a left join place_label p on p.community_id = a.community_id and p.id = a.place_id
    where ${tail}`.execute(tx)
  return found.rows.map((row) => ({ ...row, typeLabel: assetTypeOf(row.type)?.label ?? row.type }))
}
