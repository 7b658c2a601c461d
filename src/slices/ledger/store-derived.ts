import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Contributions, Delta } from './contributions.ts'

/**
 * Writes what a batch changes in the roll-up: memberships first, because only a member's step between none and some
 * changes a distinct count, then all deltas. In the recording transaction, so that a figure never lags its record.
 */
export async function writeContributions(
  tx: Tx,
  communityId: string,
  position: number,
  contributions: Contributions,
): Promise<void> {
  const steps = contributions.steps()
  const deltas = contributions.deltas()
  if (steps.length > 0) deltas.push(...(await writeSeen(tx, communityId, steps)))
  await writeDeltas(tx, communityId, position, deltas)
}

async function writeSeen(
  tx: Tx,
  communityId: string,
  steps: { span: string; kind: string; dimension: string; memberId: string; entries: number }[],
): Promise<Delta[]> {
  const stepped = await sql<Delta>`
    with step as materialized (
      select * from unnest(${steps.map((s) => s.span)}::text[], ${steps.map((s) => s.kind)}::text[],
        ${steps.map((s) => s.dimension)}::text[], ${steps.map((s) => s.memberId)}::uuid[],
        ${steps.map((s) => s.entries)}::int[]) as s (span, kind, dimension, member_id, entries)),
    after as (
      insert into seen (community_id, span, kind, dimension, member_id, entries)
      select ${communityId}::uuid, span, kind, dimension, member_id, entries from step
      on conflict (community_id, kind, dimension, span, member_id)
        do update set entries = seen.entries + excluded.entries
      returning kind, dimension, span, member_id, entries)
    select span, kind, dimension as measure, '' as unit, 0 as entries,
      sum((after.entries > 0)::int - (after.entries - step.entries > 0)::int)::text as amount
    from after join step using (span, kind, dimension, member_id)
    group by 1, 2, 3
    having sum((after.entries > 0)::int - (after.entries - step.entries > 0)::int) <> 0`.execute(tx)
  return stepped.rows
}

async function writeDeltas(tx: Tx, communityId: string, position: number, deltas: Delta[]): Promise<void> {
  if (deltas.length === 0) return
  await sql`insert into rollup_delta (community_id, position, span, kind, measure, unit, amount, entries)
    select ${communityId}::uuid, ${position}, d.span, d.kind, d.measure, d.unit, sum(d.amount), sum(d.entries)
    from unnest(${deltas.map((d) => d.span)}::text[], ${deltas.map((d) => d.kind)}::text[],
      ${deltas.map((d) => d.measure)}::text[], ${deltas.map((d) => d.unit)}::text[],
      ${deltas.map((d) => d.amount)}::numeric[], ${deltas.map((d) => d.entries)}::int[])
      as d (span, kind, measure, unit, amount, entries)
    group by d.span, d.kind, d.measure, d.unit`.execute(tx)
}
