import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { EntryBody } from './schema.ts'

export interface Standing {
  version: number
  body: EntryBody
}

/**
 * The present bodies of entries the reader may see, as history holds them. A withdrawn one has no measures and
 * members any more; its last body stands in history.
 */
export async function readBodies(tx: Tx, communityId: string, ids: string[]): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map()
  const found = await (ids.length > FEW ? find.once : find)(tx, [communityId, ids])
  return new Map(found.map(({ id, version, body }) => [id, { version, body }]))
}

/** A batch is planned for its size. */
const FEW = 20

const find = kept<{ id: string; version: number; body: EntryBody }>(sql`
  select e.id, e.version, case when e.state = 'withdrawn'
    then (select h.body from history h where h.community_id = e.community_id and h.object_id = e.id
      and h.version = e.version and h.object_type = 'entry')
    else jsonb_build_object(
      'kind', e.kind, 'placeId', e.place_id, 'locus', e.locus, 'dayFrom', e.day_from, 'dayTo', e.day_to,
      'campaignId', e.campaign_id, 'fields', e.fields, 'note', e.note, 'via', e.via, 'author', e.author,
      'state', e.state,
      'amounts', coalesce((select jsonb_object_agg(m.measure, jsonb_build_object(
          'amount', trim_scale(m.amount)::text, 'unit', m.unit))
        from measure m where m.community_id = e.community_id and m.entry_id = e.id), '{}'),
      'parties', coalesce((select jsonb_object_agg(p.field, p.ids) from (
          select field, jsonb_agg(party_id order by party_id) as ids from entry_party
          where community_id = e.community_id and entry_id = e.id group by field) p), '{}'),
      'photos', coalesce((select jsonb_agg(jsonb_build_object('sha256', f.sha256, 'role', f.role, 'ord', f.ord)
          order by f.ord, f.sha256, f.role)
        from entry_photo f where f.community_id = e.community_id and f.entry_id = e.id), '[]')) end as body
  from entry e where e.community_id = ${slot(1)}::uuid and e.id = any(${slot(2)}::uuid[])`)
