import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { Reader } from '#kernel/reader.ts'
import type { KindDef } from './kind-schema.ts'
import { kindWith } from './store-kinds.ts'

/** Of the ids a batch names it may only use those the community has. */
export interface Named {
  kinds: Set<string>
  places: Set<string>
  parties: Set<string>
  campaigns: Set<string>
  photos: Set<string>
}

/** What of it the community has, as far as it was looked up. */
export interface Found {
  kinds: Map<string, KindDef>
  /** Per place: itself and what stands above it, the nearest of each type. */
  places: Map<string, { type: string; id: string }[]>
  /** Kind of each party. */
  parties: Map<string, string>
  campaigns: Set<string>
  photos: Set<string>
  /** Records that stand already, as far as the reader may see them. */
  entries: string[]
}

interface Naming {
  kind?: string
  placeId?: string | null
  parties?: Record<string, string[]>
  campaignId?: string | null | undefined
  photos?: { sha256: string }[] | undefined
}

/** What drafts name, or bodies. */
export function namedBy(items: Naming[]): Named {
  const present = (ids: (string | null | undefined)[]): Set<string> => new Set(ids.filter((id) => id != null))
  return {
    kinds: present(items.map((item) => item.kind)),
    places: present(items.map((item) => item.placeId)),
    parties: present(items.flatMap((item) => Object.values(item.parties ?? {}).flat())),
    campaigns: present(items.map((item) => item.campaignId)),
    photos: present(items.flatMap((item) => (item.photos ?? []).map((photo) => photo.sha256))),
  }
}

/**
 * Takes the community's turn and looks everything up, in one statement: what it says holds until commit.
 * @param entries ids of records that may stand already
 * @param brought the photo whose bytes the reader has just sent; of others one who sees part of the places may use
 *   those they can see, so that knowing a photo's hash is no right to the photo
 */
export async function lookUp(
  tx: Tx,
  { communityId }: Reader,
  { kinds, places, parties, campaigns, photos }: Named,
  { entries = [], brought = '' }: { entries?: string[]; brought?: string | undefined } = {},
): Promise<Found> {
  const named = [places, parties, campaigns, photos, kinds].map((ids) => [...ids])
  const [row] = await look(tx, [communityId, entries, ...named, brought])
  return {
    kinds: new Map(
      [...kinds].flatMap((code) => {
        const kind = kindWith(code, row!.kinds?.[code])
        return kind ? [[code, kind] as const] : []
      }),
    ),
    places: new Map(Object.entries(row!.places ?? {})),
    parties: new Map(Object.entries(row!.parties ?? {})),
    campaigns: new Set(row!.campaigns),
    photos: new Set(row!.photos),
    entries: row!.entries ?? [],
  }
}

/** Adds to what was found what a later look found besides. */
export function addFound(all: Found, more: Found): void {
  for (const key of ['kinds', 'places', 'parties'] as const) {
    for (const [id, value] of more[key]) (all[key] as Map<string, unknown>).set(id, value)
  }
  for (const key of ['campaigns', 'photos'] as const) for (const id of more[key]) all[key].add(id)
}

const look = kept<{
  entries: string[] | null
  places: Record<string, { type: string; id: string }[]> | null
  parties: Record<string, string> | null
  campaigns: string[] | null
  photos: string[] | null
  kinds: Record<string, KindDef> | null
}>(sql`select * from ybz_look(${sql.join([1, 2, 3, 4, 5, 6, 7, 8].map(slot))})`)
