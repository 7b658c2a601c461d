import { sql } from 'kysely'
import { periodAround } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { COUNT } from './contributions.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryListQuery, EntryPage } from './schema.ts'
import { type ResolvedFilter, resolveFilter } from './store-filter.ts'
import { entryRows } from './store-rows.ts'
import { inWindows, spanLow, spansOf } from './store-spans.ts'
import { FIRST_DAY, LAST_DAY, type Reading, readWithin } from './windows.ts'

/** Beyond this many a filter other than kind and days is not counted further: the page says 10000+. */
const COUNT_LIMIT = 10_000

/**
 * One page of the ledger in a stable order (day, then id). Where only kind and days narrow it, the number of records
 * comes from the roll-up, and a page far down skips whole months by it instead of walking past their rows.
 */
export async function listEntries(tx: Tx, reader: Reader, kinds: KindDef[], query: EntryListQuery): Promise<EntryPage> {
  const { page, size, order, ...filter } = query
  const resolved = await resolveFilter(tx, reader, filter)
  const months = resolved.plain ? await monthCounts(tx, reader.communityId, filter) : null
  const offset = (page - 1) * size
  const skip = months ? skipMonths(months, offset, order) : { beyond: sql`true`, offset }
  const direction = order === 'newest' ? sql`desc` : sql`asc`
  if (resolved.size === 'few') return shortList(tx, kinds, resolved, { page, size, order })
  const counted = months
    ? { total: months.reduce((sum, month) => sum + month.entries, 0), exact: true }
    : resolved.size === 'many'
      ? { total: COUNT_LIMIT, exact: false }
      : await countUpTo(tx, resolved, COUNT_LIMIT)
  // Of very many records the page is soon found by walking the days; those of one place would all have to be sorted.
  const where = counted.exact ? resolved.where : resolved.walking
  const found = await sql<{ id: string }>`select e.id from ${resolved.from} where ${where} and ${skip.beyond}
    order by e.day_from ${direction}, e.id ${direction} limit ${size} offset ${skip.offset}`.execute(tx)
  const rows = await entryRows(
    tx,
    kinds,
    found.rows.map((row) => row.id),
  )
  return { rows, ...counted, page, size }
}

async function shortList(
  tx: Tx,
  kinds: KindDef[],
  { from, where }: ResolvedFilter,
  { page, size, order }: Pick<EntryListQuery, 'page' | 'size' | 'order'>,
): Promise<EntryPage> {
  const direction = order === 'newest' ? sql`desc` : sql`asc`
  const found = await sql<{ total: number; ids: string[] }>`
    with found as materialized (select e.id, e.day_from from ${from} where ${where})
    select (select count(*) from found) as total, array(select id from found
      order by day_from ${direction}, id ${direction} limit ${size} offset ${(page - 1) * size}) as ids`.execute(tx)
  const { total, ids } = found.rows[0]!
  return { rows: await entryRows(tx, kinds, ids), total, exact: true, page, size }
}

async function countUpTo(
  tx: Tx,
  { from, where }: ResolvedFilter,
  limit: number,
): Promise<{ total: number; exact: boolean }> {
  const counted = await sql<{ count: number }>`select count(*) from (
    select 1 from ${from} where ${where} limit ${limit + 1}) c`.execute(tx)
  const { count } = counted.rows[0]!
  return { total: Math.min(count, limit), exact: count <= limit }
}

interface MonthCount {
  month: string
  entries: number
}

/** Live records by the month they begin in, of one kind or all, lying wholly within the days. */
async function monthCounts(
  tx: Tx,
  community: string,
  { kind, from, to }: { kind?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<MonthCount[]> {
  const reading: Reading =
    from || to
      ? readWithin(from ?? FIRST_DAY, to ?? LAST_DAY)
      : { months: { low: '0000-00', high: '9999-99', start: '9999-99' }, windows: [] }
  const ofKind = kind ? sql`kind = ${kind}` : sql`true`
  // One part per window: joined by "or" they would be looked for among all days.
  const edges = reading.windows.map(
    (window) => sql`union all select to_char(e.day_from, 'YYYY-MM'), count(*) from entry e
        where e.community_id = ${community}::uuid and e.state = 'live' and ${ofKind}
          and ${inWindows('e', [window])} group by e.day_from`,
  )
  const found = await sql<MonthCount>`select month, sum(entries)::bigint as entries from (
      select ${spanLow} as month, entries from rollup
        where node_id = ${community}::uuid and ${ofKind} and measure = ${COUNT} and ${spansOf(reading)}
      union all select ${spanLow}, entries from rollup_delta
        where community_id = ${community}::uuid and ${ofKind} and measure = ${COUNT} and ${spansOf(reading)}
      ${sql.join(edges, sql` `)}) c
    group by month having sum(entries) <> 0 order by month`.execute(tx)
  return found.rows
}

function skipMonths(months: MonthCount[], offset: number, order: 'newest' | 'oldest') {
  let left = offset
  for (const { month, entries } of order === 'newest' ? months.toReversed() : months) {
    if (left < entries) {
      const { from, to } = periodAround(`${month}-01`, 'month')
      return {
        beyond: order === 'newest' ? sql`e.day_from <= ${to}::date` : sql`e.day_from >= ${from}::date`,
        offset: left,
      }
    }
    left -= entries
  }
  return { beyond: sql`false`, offset: 0 }
}
