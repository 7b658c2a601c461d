import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { foldText } from '#kernel/fold-text.ts'
import type { Tx } from '#kernel/node/db.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { dutyProblems } from './problems.ts'
import { USUAL_WORD } from './rules.ts'
import type { DutyListQuery, DutyRow } from './schema.ts'
import { dutyRoles, roleLabel } from './store-roles.ts'
import './tables.ts'

type Filter = Omit<DutyListQuery, 'day'> & { day: Day }
type Where = ReturnType<typeof wanted>

/** The community's word for contracted responsibility. */
export async function communityWord(tx: Tx, reader: Reader): Promise<string> {
  const found = await sql<{ word: string | null }>`select settings->>'baozhua' as word from org
    where id = ${reader.communityId}::uuid`.execute(tx)
  return found.rows[0]?.word || USUAL_WORD
}

export async function listDuties(tx: Tx, reader: Reader, filter: Filter): Promise<{ total: number; rows: DutyRow[] }> {
  const where = wanted(reader, filter)
  const total = await sql<{ total: number }>`select count(*) as total from duty d
    left join place_label p on p.community_id = d.community_id and p.id = d.place_id
    join party_label y on y.community_id = d.community_id and y.id = d.party_id
    where ${where}`.execute(tx)
  const order = dutyRoles.map((role) => role.code)
  const rows = await selectDuties(
    tx,
    reader,
    sql`${where}
    order by p.path collate "zh-x-icu" nulls last, p.name collate "zh-x-icu",
      array_position(${order}::text[], d.role), d.valid_from, d.id
    offset ${filter.offset} limit ${filter.limit}`,
  )
  return { total: total.rows[0]!.total, rows }
}

/** Everything a party answers for on a day. */
export async function dutiesOf(tx: Tx, reader: Reader, partyId: string, day: Day): Promise<DutyRow[]> {
  const running = wanted(reader, { day, state: 'running', partyId, offset: 0, limit: 0 })
  return selectDuties(tx, reader, sql`${running} order by p.path collate "zh-x-icu" nulls last, d.id`)
}

/** @throws duty.unknown */
export async function getDuty(tx: Tx, reader: Reader, id: string): Promise<DutyRow> {
  const rows = await selectDuties(tx, reader, sql`d.community_id = ${reader.communityId}::uuid and d.id = ${id}::uuid`)
  if (!rows[0]) throw dutyProblems['duty.unknown']()
  return rows[0]
}

function wanted(reader: Reader, filter: Filter) {
  const { day, state } = filter
  const parts = [sql`d.community_id = ${reader.communityId}::uuid`]
  if (state === 'running') {
    parts.push(standsOn('d', day))
  }
  if (state === 'ended') parts.push(sql`d.valid_to < ${day}::date`)
  if (filter.role) parts.push(sql`d.role = ${filter.role}`)
  if (filter.partyId) parts.push(sql`d.party_id = ${filter.partyId}::uuid`)
  if (filter.below) {
    parts.push(sql`d.place_id = any (array(select place_id from place_tree
      where community_id = ${reader.communityId}::uuid and ancestor_id = ${filter.below}::uuid))`)
  }
  const words = foldText(filter.q ?? '')
  if (words) parts.push(sql`(position(${words} in y.name) > 0 or position(${words} in p.name) > 0)`)
  return sql.join(parts, sql` and `)
}

async function selectDuties(tx: Tx, reader: Reader, tail: Where): Promise<DutyRow[]> {
  const word = await communityWord(tx, reader)
  const found = await sql<Omit<DutyRow, 'roleLabel'>>`
    select d.id, d.party_id as "partyId", y.name as "partyName", y.kind as "partyKind", d.role,
      d.place_id as "placeId", p.name as "placeName", p.type as "placeType", coalesce(p.path, '{}') as "placePath",
      d.indicator, d.valid_from as "validFrom", d.valid_to as "validTo", d.note, d.version
    from duty d
    left join place_label p on p.community_id = d.community_id and p.id = d.place_id
    join party_label y on y.community_id = d.community_id and y.id = d.party_id
    where ${tail}`.execute(tx)
  return found.rows.map((row) => ({ ...row, roleLabel: roleLabel(row.role, word) }))
}
