import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'

export interface OutlineRow {
  id: string
  code: string
  name: string
  period: 'month' | 'quarter' | 'year' | 'free'
  source: string
  version: number
}

export async function ownOutlines(tx: Tx, reader: Reader): Promise<OutlineRow[]> {
  return tx
    .selectFrom('outline')
    .select(['id', 'code', 'name', 'period', 'source', 'version'])
    .where('community_id', '=', reader.communityId)
    .orderBy('code')
    .execute()
}

export async function putOutline(tx: Tx, reader: Reader, row: OutlineRow): Promise<void> {
  const { id, ...rest } = row
  await tx
    .insertInto('outline')
    .values({ community_id: reader.communityId, id, ...rest })
    .onConflict((conflict) => conflict.columns(['community_id', 'code']).doUpdateSet(rest))
    .execute()
}
