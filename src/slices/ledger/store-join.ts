import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { FOLD_LOCK } from './store-fold.ts'

/**
 * Adds what a community has counted so far to nodes that it comes to stand below. Runs as the owner, in the
 * transaction that puts it there: no folder works until that ends, so a delta is added once, by it or by this.
 */
export async function joinRollups(tx: Tx, communityId: string, nodeIds: string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FOLD_LOCK})`.execute(tx)
  await sql`insert into rollup (node_id, kind, measure, unit, span, amount, entries)
    select n.id, r.kind, r.measure, r.unit, r.span, r.amount, r.entries
    from rollup r cross join unnest(${nodeIds}::uuid[]) as n (id)
    where r.node_id = ${communityId}::uuid
    on conflict (node_id, kind, measure, unit, span)
      do update set amount = rollup.amount + excluded.amount, entries = rollup.entries + excluded.entries`.execute(tx)
}
