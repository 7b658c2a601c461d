import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { type NamedPlace, placeFinder } from './resolve-rules.ts'
import type { PlaceResolution } from './schema.ts'

/** What each written name means in the reader's register, in order. Closed places are known too: old records name them. */
export async function resolvePlaces(tx: Tx, reader: Reader, names: string[]): Promise<PlaceResolution[]> {
  const found = await sql<NamedPlace>`
    select p.id, p.name, p.parent_id as "parentId", p.valid_to as "validTo",
      coalesce(array_agg(a.alias) filter (where a.alias is not null), '{}') as aliases
    from place p left join place_alias a on a.community_id = p.community_id and a.place_id = p.id
    where p.community_id = ${reader.communityId}::uuid
    group by p.community_id, p.id order by p.id`.execute(tx)
  const find = placeFinder(found.rows)
  const known = new Map<string, PlaceResolution>()
  const resolutions: PlaceResolution[] = []
  for (const name of names) {
    const resolution = known.get(name) ?? find(name)
    known.set(name, resolution)
    resolutions.push(resolution)
    // Comparing a name with every place takes a while; others are answered in between.
    await setImmediate()
  }
  return resolutions
}
