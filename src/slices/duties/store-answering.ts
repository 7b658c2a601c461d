import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { maskPhone } from '#kernel/hide-phones.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Answering } from './schema.ts'
import { communityWord } from './store-read.ts'
import { dutyRoles, roleLabel } from './store-roles.ts'
import './tables.ts'

/**
 * Who answered for a place on a day: the place's own duties first, then those of the places above it, nearest first;
 * within a place in the order of the roles.
 * @param wholePhones whether the reader may see numbers unmasked
 */
export async function answeringFor(
  tx: Tx,
  reader: Reader,
  placeId: string,
  day: Day,
  wholePhones: boolean,
): Promise<Answering[]> {
  const word = await communityWord(tx, reader)
  const order = dutyRoles.map((role) => role.code)
  const found = await sql<Omit<Answering, 'roleLabel'>>`
    select d.id, d.party_id as "partyId", y.name as "partyName", y.kind as "partyKind", d.role,
      d.place_id as "placeId", p.name as "placeName", p.type as "placeType", p.path as "placePath", d.indicator,
      d.valid_from as "validFrom", d.valid_to as "validTo", d.note, d.version, t.depth as distance,
      coalesce(f.phone, '') as phone
    from place_tree t
    join duty d on d.community_id = t.community_id and d.place_id = t.ancestor_id
    join place_label p on p.community_id = d.community_id and p.id = d.place_id
    join party_label y on y.community_id = d.community_id and y.id = d.party_id
    left join party_phone f on f.community_id = d.community_id and f.id = d.party_id
    where t.community_id = ${reader.communityId}::uuid and t.place_id = ${placeId}::uuid
      and ${standsOn('d', day)}
    order by t.depth, array_position(${order}::text[], d.role), y.name collate "zh-x-icu", d.id`.execute(tx)
  return found.rows.map((row) => ({
    ...row,
    phone: wholePhones ? row.phone : maskPhone(row.phone),
    roleLabel: roleLabel(row.role, word),
  }))
}
