import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { COUNT } from './contributions.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryFilter, EntryTotals } from './schema.ts'
import { resolveFilter, type ResolvedFilter } from './store-filter.ts'
import { inWindows, spansOf } from './store-spans.ts'
import { FIRST_DAY, LAST_DAY, type Reading, readWithin } from './windows.ts'

interface Sum {
  kind: string
  measure: string
  unit: string
  amount: string
  entries: number
}

/** What the filter adds up to, per kind and quantity; always exact. */
export async function entryTotals(tx: Tx, reader: Reader, kinds: KindDef[], filter: EntryFilter): Promise<EntryTotals> {
  const resolved = await resolveFilter(tx, reader, filter)
  const sums = resolved.plain ? await rolledSums(tx, reader.communityId, filter) : await rawSums(tx, reader, resolved)
  const entries = sums.filter((sum) => sum.measure === COUNT).reduce((all, sum) => all + sum.entries, 0)
  const measures = kinds.flatMap((kind) =>
    kind.measures.flatMap((measure) => {
      const sum = sums.find((row) => row.kind === kind.code && row.measure === measure.key && row.entries > 0)
      if (!sum) return []
      const { unit, amount } = sum
      return [
        {
          kind: kind.code,
          kindLabel: kind.label,
          measure: measure.key,
          label: measure.label,
          unit,
          amount,
          entries: sum.entries,
        },
      ]
    }),
  )
  return { entries, exact: true, measures }
}

async function rolledSums(tx: Tx, community: string, { kind, from, to }: EntryFilter): Promise<Sum[]> {
  const reading: Reading =
    from || to
      ? readWithin(from ?? FIRST_DAY, to ?? LAST_DAY)
      : { months: { low: '0000-00', high: '9999-99', start: '9999-99' }, windows: [] }
  const ofKind = kind ? sql`kind = ${kind}` : sql`true`
  const summable = sql`(measure = ${COUNT} or measure not like '~%') and ${ofKind} and ${spansOf(reading)}`
  // One part per window: joined by "or" they would be looked for among all days.
  const edges = reading.windows.map(
    (window) => sql`union all select m.kind, m.measure, m.unit, m.amount, 1 from measure m
        where m.community_id = ${community}::uuid and ${ofKind} and ${inWindows('m', [window])}
      union all select e.kind, ${COUNT}, '', 1, 1 from entry e
        where e.community_id = ${community}::uuid and e.state = 'live' and ${ofKind} and ${inWindows('e', [window])}`,
  )
  const found = await sql<Sum>`select kind, measure, unit, trim_scale(sum(amount))::text as amount,
      sum(entries)::bigint as entries from (
      select kind, measure, unit, amount, entries from rollup where node_id = ${community}::uuid and ${summable}
      union all select kind, measure, unit, amount, entries from rollup_delta
        where community_id = ${community}::uuid and ${summable}
      ${sql.join(edges, sql` `)}) s
    group by kind, measure, unit`.execute(tx)
  return found.rows
}

async function rawSums(tx: Tx, { communityId }: Reader, { from, where }: ResolvedFilter): Promise<Sum[]> {
  const found = await sql<Sum>`with shown as materialized (select e.id, e.kind from ${from} where ${where})
    select m.kind, m.measure, m.unit, trim_scale(sum(m.amount))::text as amount, count(*) as entries
    from shown join measure m on m.community_id = ${communityId}::uuid and m.entry_id = shown.id
    group by 1, 2, 3
    union all select kind, ${COUNT}, '', count(*)::text, count(*) from shown group by kind`.execute(tx)
  return found.rows
}
