import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'

/**
 * Recounts amounts and records from the entries themselves and compares them with the roll-up as figures read it
 * (folded rows plus waiting deltas). One sentence per cell that differs, at most `limit`; none when all is well.
 */
export async function auditRollup(tx: Tx, communityId: string, limit = 20): Promise<string[]> {
  const drift = await sql<{ kind: string; measure: string; span: string; rolled: string; counted: string }>`
    with counted as (
      select kind, measure, unit, ${spanOf('day_from', 'day_to')} as span, sum(amount) as amount
      from measure where community_id = ${communityId}::uuid group by 1, 2, 3, 4
      union all
      select kind, '~count', '', ${spanOf('day_from', 'day_to')}, count(*)
      from entry where community_id = ${communityId}::uuid and state = 'live' group by 1, 4),
    rolled as (
      select kind, measure, unit, span, sum(amount) as amount from (
        select kind, measure, unit, span, amount from rollup where node_id = ${communityId}::uuid
        union all
        select kind, measure, unit, span, amount from rollup_delta where community_id = ${communityId}::uuid) r
      where measure = '~count' or measure not like '~%' group by 1, 2, 3, 4)
    select kind, measure, span, coalesce(r.amount, 0)::text as rolled, coalesce(c.amount, 0)::text as counted
    from counted c full join rolled r using (kind, measure, unit, span)
    where coalesce(r.amount, 0) <> coalesce(c.amount, 0) order by 1, 2, 3 limit ${limit}`.execute(tx)
  return drift.rows.map(
    (row) =>
      `${row.span} ${row.kind} ${row.measure === '~count' ? '记录数' : row.measure}：汇总为 ${row.rolled}，逐笔重算为 ${row.counted}。`,
  )
}

// The same spans as span.ts: a whole year, one month, or several months.
function spanOf(from: string, to: string) {
  const f = sql.ref(from)
  const t = sql.ref(to)
  return sql`case when to_char(${f}, 'MM-DD') = '01-01' and ${t} = (date_trunc('year', ${f}) + interval '1 year - 1 day')::date
      then to_char(${f}, 'YYYY')
    when to_char(${f}, 'YYYY-MM') = to_char(${t}, 'YYYY-MM') then to_char(${f}, 'YYYY-MM')
    else to_char(${f}, 'YYYY-MM') || '~' || to_char(${t}, 'YYYY-MM') end`
}
