import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'

/** Number of the advisory lock that one folder holds. */
export const FOLD_LOCK = 7_120_202
/** Deltas folded in one transaction. */
const BATCH = 20_000

/** Folds up to one batch of deltas; 0 when none wait or another folder is at work. */
export async function foldBatch(tx: Tx): Promise<number> {
  const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${FOLD_LOCK}) as got`.execute(tx)
  if (!lock.rows[0]!.got) return 0
  const folded = await sql<{ taken: number }>`
    with taken as (
      delete from rollup_delta where ctid = any (array(select ctid from rollup_delta limit ${BATCH}))
      returning community_id, span, kind, measure, unit, amount, entries),
    sums as (
      select a.node_id, t.kind, t.measure, t.unit, t.span, sum(t.amount) as amount, sum(t.entries) as entries
      from taken t join org_above a on a.org_id = t.community_id
      group by 1, 2, 3, 4, 5),
    folded as (
      insert into rollup (node_id, kind, measure, unit, span, amount, entries)
      select node_id, kind, measure, unit, span, amount, entries from sums
      order by node_id, kind, measure, unit, span
      on conflict (node_id, kind, measure, unit, span)
        do update set amount = rollup.amount + excluded.amount, entries = rollup.entries + excluded.entries)
    select count(*) as taken from taken`.execute(tx)
  return folded.rows[0]!.taken
}
