import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { problems } from '#kernel/problems.ts'
import { OPERATOR_NAME } from '#kernel/reader.ts'
import { describeChange } from './describe-change.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryBody, EntryHistoryItem } from './schema.ts'

/**
 * What became of one record, oldest first: who, when, why, and field by field what changed.
 * @throws request.not-found when the reader may not see the record: history itself has no place wall
 */
export async function entryHistory(tx: Tx, kinds: KindDef[], entryId: string): Promise<EntryHistoryItem[]> {
  const seen =
    await sql`select 1 from entry where community_id = any((select ybz_communities())::uuid[]) and id = ${entryId}::uuid`.execute(
      tx,
    )
  if (seen.rows.length === 0) throw problems['request.not-found']()
  const found = await sql<{
    version: number
    event: EntryHistoryItem['event']
    position: number
    at: Date
    name: string | null
    reason: string | null
    body: EntryBody
  }>`select h.version, h.event, h.position, h.at, n.name, h.reason, h.body
    from history h left join actor_name n on n.actor = h.actor
    where h.community_id = any((select ybz_communities())::uuid[]) and h.object_id = ${entryId}::uuid and h.object_type = 'entry'
    order by h.version`.execute(tx)
  const names = await namesIn(
    tx,
    found.rows.map((row) => row.body),
  )
  return found.rows.map(({ version, event, position, at, name, reason, body }, index) => {
    const before = found.rows[index - 1]?.body ?? null
    const kind = kinds.find((candidate) => candidate.code === body.kind)
    return {
      version,
      event,
      position,
      at: at.toISOString(),
      who: name ?? OPERATOR_NAME,
      reason: reason ?? '',
      changes: before && event === 'entry.corrected' ? describeChange(kind, before, body, names) : [],
    }
  })
}

/** Names of the places, parties and campaigns the bodies point to. */
async function namesIn(tx: Tx, bodies: EntryBody[]): Promise<Map<string, string>> {
  const ids = bodies
    .flatMap((body) => [body.placeId, body.campaignId, ...Object.values(body.parties).flat()])
    .filter((id) => id !== null)
  const found = await sql<{ id: string; name: string }>`
    select id, name from place_step where community_id = any((select ybz_communities())::uuid[]) and id = any(${ids}::uuid[])
    union all select id, name from party_label where community_id = any((select ybz_communities())::uuid[]) and id = any(${ids}::uuid[])
    union all select id, name from campaign where community_id = any((select ybz_communities())::uuid[]) and id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(found.rows.map((row) => [row.id, row.name]))
}
