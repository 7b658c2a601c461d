import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { likePattern } from '#kernel/node/like-pattern.ts'
import type { Reader } from '#kernel/reader.ts'
import { searchWords } from '#kernel/terms.ts'
import type { CaseFilter } from './list-schema.ts'
import { ABOVE, OFFICE } from './rules.ts'
import { PLAIN_OF, STATES } from './schema.ts'
import { OPEN } from './store-open.ts'
import { placesBelow } from './store-places-below.ts'
import './tables.ts'

export interface ResolvedCaseFilter {
  /** Conditions on problem_case `c`. */
  where: RawBuilder<unknown>
  /** Only cases that somebody still works on: they have indexes of their own. */
  open: boolean
}

/** Turns a filter into conditions on problem_case `c`. Places below one are looked up once, not per row. */
export async function resolveCaseFilter(
  tx: Tx,
  reader: Reader,
  filter: CaseFilter,
  now: Date,
): Promise<ResolvedCaseFilter> {
  const community = reader.communityId
  const all: RawBuilder<unknown>[] = [sql`c.community_id = ${community}::uuid`]
  const states = filter.state
    ? [filter.state]
    : filter.plain
      ? STATES.filter((state) => PLAIN_OF[state] === filter.plain)
      : undefined
  const wantsOpen =
    filter.ended === 'open' ||
    filter.overdue === 'yes' ||
    filter.dueWithin !== undefined ||
    (states !== undefined && states.every((state) => PLAIN_OF[state] !== 'done'))
  if (wantsOpen) all.push(OPEN)
  if (filter.ended === 'ended') all.push(sql`(c.closed_at is not null or c.state = 'declined')`)
  if (states) all.push(sql`c.state = any(${states}::text[])`)
  if (filter.overdue === 'yes') all.push(sql`c.due_at < ${now}::timestamptz and c.stopped_at is null`)
  if (filter.overdue === 'no')
    all.push(sql`(c.due_at is null or c.due_at >= ${now}::timestamptz or c.stopped_at is not null)`)
  if (filter.dueWithin !== undefined)
    all.push(sql`c.due_at >= ${now}::timestamptz and c.stopped_at is null
      and c.due_at < ${now}::timestamptz + make_interval(days => ${filter.dueWithin})`)
  if (filter.source) all.push(sql`c.source = ${filter.source}`)
  if (filter.severity) all.push(sql`c.severity = ${filter.severity}`)
  if (filter.typeCode) all.push(sql`c.type_code = ${filter.typeCode}`)
  if (filter.checkItem) all.push(sql`c.check_item = ${filter.checkItem}`)
  if (filter.pointType) all.push(sql`c.point_type = ${filter.pointType}`)
  if (filter.partyId) all.push(sql`c.party_id = ${filter.partyId}::uuid`)
  if (filter.mine === 'reported') all.push(sql`c.author = ${reader.actor}::uuid`)
  if (filter.mine === 'to-do') all.push(toDo(reader))
  if (filter.from) all.push(sql`c.found_on >= ${filter.from}::date`)
  if (filter.to) all.push(sql`c.found_on <= ${filter.to}::date`)
  if (filter.relapsed) all.push(sql`c.relapse_of is not null`)
  if (filter.recheck) {
    all.push(sql`c.recheck_on <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date and c.rechecked_at is null`)
    if (filter.recheck === 'mine') all.push(sql`c.recheck_by = ${reader.actor}::uuid`)
  }
  if (filter.below) all.push(sql`c.place_id = any(${await placesBelow(tx, community, { id: filter.below })}::uuid[])`)
  for (const { word, pairs } of searchWords(filter.text ?? '')) {
    all.push(
      pairs.length > 0
        ? sql`c.terms @> ${pairs}::text[]`
        : sql`exists (select from unnest(c.terms) t where t like ${likePattern(word)})`,
    )
  }
  return { where: sql.join(all, sql` and `), open: wantsOpen }
}

/** What waits for this reader: handed to a party of theirs, drawn for a re-check, or for the office to decide. */
function toDo(reader: Reader): RawBuilder<unknown> {
  const own = sql`(c.party_id = any(${reader.parties}::uuid[]) and c.state in ('dispatched', 'fixing')
    or c.recheck_by = ${reader.actor}::uuid and c.state = 'closed' and c.rechecked_at is null)`
  if (OFFICE.includes(reader.role))
    return sql`(${own} or c.state in ('reported', 'accepted', 'returned', 'extending', 'fed-back'))`
  if (ABOVE.includes(reader.role))
    return sql`(${own} or c.state = 'coordinating' or c.check_above and c.state = 'fed-back'
    or c.handed_down and c.state in ('extending', 'fed-back'))`
  return own
}
