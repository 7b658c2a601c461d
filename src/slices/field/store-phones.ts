import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { phoneName } from './store-waiting.ts'
import type { PhoneRow } from './waiting-schema.ts'

/** Records whose claims about the clock are looked at, and the months after which a phone is no longer listed. */
const LAST = 20
const MONTHS = 6
const MOST = 500

/** Phones that sent something lately, the last heard first. */
export async function listPhones(tx: Tx, reader: Reader, now: Date): Promise<PhoneRow[]> {
  const found = await sql<Omit<PhoneRow, 'heardAt' | 'phone'> & { device_id: string; heard: Date }>`
    with heard as (
      select device_id, max(came_at) as heard from field_operation where community_id = ${reader.communityId}::uuid
      group by device_id having max(came_at) > ${now}::timestamptz - make_interval(months => ${MONTHS})),
    last as (
      select h.device_id, o.account_id, o.clock_ahead from heard h cross join lateral (
        select account_id, clock_ahead from field_operation
        where community_id = ${reader.communityId}::uuid and device_id = h.device_id order by came_at desc limit ${LAST}) o),
    person as (
      select distinct m.account_id, n.name from ybz_members() m join actor_name n on n.actor = m.actor)
    select h.device_id, h.heard,
      (select coalesce(array_agg(distinct p.name), '{}') from last l join person p on p.account_id = l.account_id
        where l.device_id = h.device_id) as people,
      (select percentile_cont(0.5) within group (order by l.clock_ahead) from last l
        where l.device_id = h.device_id and l.clock_ahead is not null) as "clockAhead",
      (select count(*)::int from field_quarantine q where q.community_id = ${reader.communityId}::uuid
        and q.device_id = h.device_id and q.state = 'waiting') as waiting,
      (select count(distinct f.sha256)::int from field_photo f where f.community_id = ${reader.communityId}::uuid
        and f.device_id = h.device_id and f.arrived_at is null) as "photosOwed"
    from heard h order by h.heard desc limit ${MOST}`.execute(tx)
  return found.rows.map(({ device_id: id, heard, ...row }) => ({
    ...row,
    phone: phoneName(id),
    heardAt: new Date(heard).toISOString(),
  }))
}
