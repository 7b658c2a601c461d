import { sql } from 'kysely'
import type { FactsOfPhoto } from '#kernel/photo-facts.ts'
import { nameWithoutAccount, type Reader } from '#kernel/reader.ts'
import type { Tx } from '../db.ts'

interface Raw extends Omit<FactsOfPhoto, 'takenAt' | 'arrivedAt' | 'by'> {
  id: string
  takenAt: Date | null
  arrivedAt: Date
  actor: string | null
  name: string | null
}

/** What is known of the photos of these records, or of these problems, by id; those the reader may not see have none. */
export async function readPhotoFacts(
  tx: Tx,
  { communityId }: Reader,
  target: 'entry' | 'case',
  ids: readonly string[],
): Promise<Map<string, FactsOfPhoto[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Raw>`
    select f.id, f.sha256, f.role, f.source, f.taken_at as "takenAt", f.arrived_at as "arrivedAt",
      f.clock_ahead as "clockAhead", f.brought_by as actor, n.name
    from photo_fact f left join actor_name n on n.actor = f.brought_by
    where f. community_id = ${communityId}::uuid and f.target = ${target} and f.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  const byId = Map.groupBy(rows, (row) => row.id)
  return new Map([...byId].map(([id, facts]) => [id, facts.map(told)]))
}

function told({ sha256, role, source, takenAt, arrivedAt, clockAhead, actor, name }: Raw): FactsOfPhoto {
  return {
    sha256,
    role,
    source,
    takenAt: takenAt && new Date(takenAt).toISOString(),
    arrivedAt: new Date(arrivedAt).toISOString(),
    clockAhead,
    by: name ?? (actor === null ? '' : nameWithoutAccount(actor)),
  }
}
