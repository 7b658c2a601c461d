import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import type { Marks } from './take-batch.ts'
import './tables.ts'

/** The position of a community's newest change; 0 while there is none. */
export async function lastPosition(tx: Tx, community: string): Promise<number> {
  const [counter] = await findPosition(tx, [community])
  return counter?.position ?? 0
}

/** What a phone is told with every answer, so that it knows what a backup elsewhere holds. */
export async function marksOf(tx: Tx, community: string): Promise<Marks> {
  const [marks] = await findMarks(tx, [community])
  return marks!
}

const findPosition = kept<{ position: number }>(
  sql`select position from position_counter where community_id = ${slot(1)}::uuid`,
)

const findMarks = kept<Marks>(sql`select
  coalesce((select max(position) from backup_mark where community_id = ${slot(1)}::uuid and off_machine), 0) as watermark,
  coalesce((select position from position_counter where community_id = ${slot(1)}::uuid), 0) + 1 as next,
  coalesce((select epoch from community_epoch where community_id = ${slot(1)}::uuid), 1) as epoch`)
