import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { Reader } from '#kernel/reader.ts'
import type { KindDef } from './kind-schema.ts'
import { problems } from './problems.ts'
import { readBodies, type Standing } from './store-bodies.ts'
import { addFound, type Found, lookUp, type Named, namedBy } from './store-look.ts'

export interface Batch {
  found: Found
  /** The records of the batch that stand already, as far as the reader may see them. */
  standing: Map<string, Standing>
  /** Ids taken by records the reader may not see. */
  hidden: Set<string>
  kindOf: (code: string, row: number | undefined) => KindDef
}

/** Reads all that a batch depends on once the community's turn has come: nothing of it changes before the commit. */
export async function openBatch(
  tx: Tx,
  reader: Reader,
  wanted: (string | undefined)[],
  named: Named,
  brought?: string,
): Promise<Batch> {
  const once = new Set<string>()
  for (const [index, id] of wanted.entries()) {
    if (id === undefined) continue
    if (once.has(id)) throw problems['entry.twice']({ row: index + 1 }, 'id')
    once.add(id)
  }
  const found = await lookUp(tx, reader, named, { entries: [...once], brought })
  const standing = await readBodies(tx, reader.communityId, found.entries)
  if (standing.size > 0) {
    const bodies = [...standing.values()].map(({ body }) => body)
    addFound(found, await lookUp(tx, reader, namedBy(bodies), { brought }))
  }
  return {
    found,
    standing,
    hidden: await hiddenEntries(
      tx,
      reader,
      [...once].filter((id) => !standing.has(id)),
    ),
    kindOf: (code, row) => {
      const kind = found.kinds.get(code)
      if (!kind) throw problems['kind.unknown']({ row, kind: code }, 'kind')
      return kind
    },
  }
}

// Ids that are taken by records beyond the reader's places: a collision must not surface as a database error.
async function hiddenEntries(tx: Tx, reader: Reader, ids: string[]): Promise<Set<string>> {
  if (reader.places === null || ids.length === 0) return new Set()
  const found = await taken(tx, [reader.communityId, ids])
  return new Set(found.map((row) => row.id))
}

const taken = kept<{ id: string }>(sql`select ybz_entries_taken(${slot(1)}::uuid, ${slot(2)}::uuid[]) as id`)
