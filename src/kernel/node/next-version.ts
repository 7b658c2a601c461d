import type { Tx } from './db.ts'

/** The version a change of an object without a version column brings: one above the last in its history. */
export async function nextVersion(tx: Tx, communityId: string, objectId: string): Promise<number> {
  const row = await tx
    .selectFrom('history')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('community_id', '=', communityId)
    .where('object_id', '=', objectId)
    .executeTakeFirst()
  return Number(row?.version ?? 0) + 1
}
