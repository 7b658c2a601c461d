import { type RawBuilder, sql } from 'kysely'
import type { FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Plan, planFigure, type RawPart, type RolledPart } from './figure-plan.ts'
import { askOf } from './figures.ts'
import { kept, type Kept, slot } from '#kernel/node/kept.ts'
import { nearestOfType, placesBelow } from './store-places.ts'
import { several, spanHigh, spanLow } from './store-spans.ts'
import './tables.ts'

export interface Asked {
  def: FigureDef
  scope: FigureScope
}

/** Answers many figures of the reader's community in one statement, so that all of them see the same records. */
export async function answerFigures(tx: Tx, reader: Reader, asked: Asked[]): Promise<FigureAnswer[]> {
  const places = new Map<string, string[]>()
  for (const { scope } of asked) {
    if (scope.placeId === undefined || places.has(scope.placeId)) continue
    places.set(scope.placeId, await placesBelow(tx, reader.communityId, scope.placeId))
  }
  const plans = asked.map(({ def, scope }) => planFigure(askOf(def), scope, reader.places === null))
  const scopes = asked.map(({ scope }) => ({
    places: scope.placeId === undefined ? null : places.get(scope.placeId)!,
    campaign: scope.campaignId ?? null,
  }))
  return answer(tx, { node: reader.communityId, community: reader.communityId }, asked, plans, scopes)
}

/**
 * The same figures for any node of the organisation tree, from the roll-up alone, asked as owner: periods of whole
 * months, places and parties over exactly one month, quarter or year. What only single records know is not answered
 * above a community: its value is null.
 */
export async function answerFiguresOfNode(tx: Tx, nodeId: string, asked: Asked[]): Promise<FigureAnswer[]> {
  const plans = asked.map(({ def, scope }) => planFigure(askOf(def), scope, true))
  const answers = await answer(
    tx,
    { node: nodeId, community: null },
    asked,
    plans.map((plan) => ({ ...plan, seen: null, raw: [] })),
    [],
  )
  return answers.map((result, index) => {
    const plan = plans[index]!
    return plan.rolled === null || plan.seen !== null || plan.raw.length > 0 ? { ...result, value: null } : result
  })
}

interface Found {
  i: number
  amount: string
  entries: number
  members: number
}

async function answer(
  tx: Tx,
  at: { node: string; community: string | null },
  asked: Asked[],
  plans: Plan[],
  scopes: { places: string[] | null; campaign: string | null }[],
): Promise<FigureAnswer[]> {
  const rolled = plans.flatMap((plan, i) => (plan.rolled ? [{ i, ...plan.rolled, ...stretchOf(plan.rolled) }] : []))
  const seen = plans.flatMap((plan, i) => (plan.seen ? [{ i, ...plan.seen }] : []))
  const raw = shapesOf(plans.flatMap((plan, i) => plan.raw.map((part) => ({ i, ...part, ...scopes[i] }))))
  const types = [...new Set(raw.flatMap(({ questions }) => questions.flatMap((part) => part.placeType ?? [])))]
  const asks = [rolled, seen, ...raw.map(({ questions }) => questions)]
  const shape = {
    ofCommunity: at.community !== null,
    rolled: rolled.length > 0,
    seen: seen.length > 0,
    raw: raw.map((part) => part.shape),
    typed: types.length > 0,
  }
  const values = [at.node, types, ...asks.filter((part) => part.length > 0).map((part) => JSON.stringify(part))]
  const found = values.length > 2 ? await statementFor(shape)(tx, values) : []
  const byIndex = new Map(found.map((row) => [row.i, row]))
  return asked.map(({ def }, i) => {
    const row = byIndex.get(i)
    const { distinct, rolled: cells, seen: members } = plans[i]!
    const amount = row?.amount ?? '0'
    // Members of an exact span are counted already; otherwise the union of months and raw windows counts them.
    const value =
      distinct && !(cells && !members) ? String(row?.members ?? 0) : isCount(def) ? String(row?.entries ?? 0) : amount
    return { value, unit: def.unit, count: row?.entries ?? 0 }
  })
}

const isCount = (def: FigureDef): boolean => askOf(def).aggregate === 'count'

interface Shape {
  ofCommunity: boolean
  rolled: boolean
  seen: boolean
  raw: RawShape[]
  typed: boolean
}

const statements = new Map<string, Kept<Found>>()
/** Pages and reports ask in few shapes; should there be more, the others are planned each time. */
const MOST_KEPT = 60

// Values: the node, the types of place, then the questions of each part, in this order.
function statementFor(shape: Shape): Kept<Found> | Kept<Found>['once'] {
  const key = JSON.stringify(shape)
  const known = statements.get(key)
  if (known) return known
  let next = 3
  const parts: RawBuilder<unknown>[] = []
  if (shape.rolled) parts.push(rolledPart(shape.ofCommunity, slot(next++)))
  if (shape.seen) parts.push(seenPart(slot(next++)))
  for (const part of shape.raw) parts.push(rawPart(part, slot(next++)))
  const made = kept<Found>(summed(parts, shape.typed))
  if (statements.size >= MOST_KEPT) return made.once
  statements.set(key, made)
  return made
}

const NODE = sql`${slot(1)}::uuid`

/** All spans that can match, and few others, lie between these in the order of their bytes. */
function stretchOf({ low, high, start, exact }: RolledPart): { first: string; last: string } {
  if (exact) return { first: exact, last: exact }
  return { first: low.endsWith('-01') ? low.slice(0, 4) : low, last: `${start}~${high}` }
}

/**
 * Cells of the roll-up and the deltas not folded into it yet, in one snapshot. A cell is looked up by its key, once for
 * each question; the deltas are few and soon gone, so they are read through once for all of them. The fences (offset 0)
 * keep it so.
 */
function rolledPart(ofCommunity: boolean, questions: RawBuilder<unknown>): RawBuilder<unknown> {
  const asked = sql`jsonb_to_recordset(${questions}::jsonb) as q (i int, kind text, measure text, low text, high text,
    start text, exact text, first text collate "C", last text collate "C")`
  const fits = sql`r.kind = q.kind and r.measure = q.measure and r.span between q.first and q.last
    and (q.exact is not null or (length(r.span) <> 6 and (r.measure not like '~p%' or length(r.span) = 7)
      and ${spanLow} >= q.low and ${spanLow} <= q.start and ${spanHigh} <= q.high))`
  const waiting = ofCommunity
    ? sql`community_id = ${NODE}`
    : sql`community_id in (select org_id from org_above where node_id = ${NODE})`
  const none = sql`null::uuid as member, null::uuid as place, null::text as type`
  return sql`select q.i, c.amount, c.entries, ${none} from ${asked}
    cross join lateral (select r.amount, r.entries from rollup r where r.node_id = ${NODE} and ${fits} offset 0) c
    union all
    select q.i, r.amount, r.entries, ${none} from ${asked}
    join (select kind, measure, span, amount, entries from rollup_delta where ${waiting} offset 0) r on ${fits}`
}

function seenPart(questions: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select q.i, 0::numeric as amount, 0::bigint as entries, c.member, null::uuid as place, null::text as type
    from jsonb_to_recordset(${questions}::jsonb)
      as q (i int, kind text, measure text, low text, high text, start text)
    cross join lateral (select distinct r.member_id as member from seen r
      where r.community_id = ${NODE} and r.kind = q.kind and r.dimension = q.measure
        and length(r.span) = 7 and r.span >= q.low and r.span <= q.start and r.span <= q.high and r.entries > 0) c`
}

/**
 * Parts give (i, amount, entries, member, place, type). Records counted by type of place come grouped by their place;
 * the nearest place of that type at or above it is then the member, and those without one fall out.
 */
function summed(parts: RawBuilder<unknown>[], typed: boolean): RawBuilder<unknown> {
  const sums = sql`trim_scale(sum(p.amount))::text as amount, sum(p.entries)::bigint as entries`
  const all = sql`(${sql.join(parts, sql` union all `)}) p`
  if (!typed) {
    return sql`select p.i, ${sums}, count(distinct p.member) as members from ${all}
      where ${slot(2)}::text[] is not null group by p.i`
  }
  return sql`with recursive ${nearestOfType(NODE, sql`true`, sql`${slot(2)}::text[]`)}
    select p.i, ${sums}, count(distinct coalesce(p.member, near.id)) as members
    from ${all} left join near on near.place_id = p.place and near.type = p.type
    where p.type is null or near.id is not null group by p.i`
}

type RawQuestion = { i: number } & RawPart & { places?: string[] | null; campaign?: string | null }

// One part per shape, so that each reads no more than it needs: most of them an index alone.
function shapesOf(questions: RawQuestion[]): { shape: RawShape; questions: RawQuestion[] }[] {
  const shapes = new Map<string, { shape: RawShape; questions: RawQuestion[] }>()
  for (const question of questions) {
    const { table, several: which } = question
    const shape = {
      table,
      which,
      typed: question.placeType !== null,
      byEntry: Boolean(question.campaign) || question.whereField !== null,
    }
    const key = JSON.stringify(shape)
    if (!shapes.has(key)) shapes.set(key, { shape, questions: [] })
    shapes.get(key)!.questions.push(question)
  }
  return [...shapes.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
}

interface RawShape {
  table: RawPart['table']
  which: RawPart['several']
  typed: boolean
  byEntry: boolean
}

/**
 * Records read one by one: their number, their amounts, and the members they name. Summed within each question, which
 * also keeps the planner from reading a whole table to join it with the questions.
 */
function rawPart({ table, which, typed, byEntry }: RawShape, asked: RawBuilder<unknown>): RawBuilder<unknown> {
  const questions = sql`jsonb_to_recordset(${asked}::jsonb) as w (i int, "fromLow" date, "fromHigh" date,
    "toLow" date, "toHigh" date, kind text, measure text, field text, "placeType" text,
    "whereField" text, "whereEquals" text, places uuid[], campaign uuid)`
  const fits = sql`x.community_id = ${NODE} and x.kind = w.kind and x.day_from between w."fromLow" and w."fromHigh"
    and x.day_to between w."toLow" and w."toHigh" and ${several(which, sql`x.day_from`, sql`x.day_to`)}
    and (w.places is null or x.place_id = any(w.places))`
  const ofEntry = (
    e: RawBuilder<unknown>,
  ): RawBuilder<unknown> => sql`(w.campaign is null or ${e}.campaign_id = w.campaign)
    and (w."whereField" is null or ${e}.fields ->> w."whereField" = w."whereEquals")`
  const entry = byEntry
    ? sql`join entry e on e.community_id = x.community_id and e.id = x.entry_id and ${ofEntry(sql`e`)}`
    : sql``
  const place = typed ? sql`x.place_id` : sql`null::uuid`
  const byPlace = typed ? sql`group by x.place_id` : sql``
  const sums = {
    entry: sql`select count(*)::numeric as amount, count(*) as entries, null::uuid as member, ${place} as place
      from entry x where ${fits} and x.state = 'live' and ${byEntry ? ofEntry(sql`x`) : sql`true`} ${byPlace}`,
    measure: sql`select coalesce(sum(x.amount), 0) as amount, count(*) as entries, null::uuid as member, ${place} as place
      from measure x ${entry} where ${fits} and x.measure = w.measure ${byPlace}`,
    // One record may name several members; it is one record all the same.
    party: sql`select 0::numeric as amount, sum(r.first)::bigint as entries, r.party_id as member, r.place from (
        select x.party_id, ${place} as place, (row_number() over (partition by x.entry_id) = 1)::int as first
        from entry_party x ${entry} where ${fits} and x.field = w.field) r
      group by r.party_id, r.place`,
  }
  return sql`select w.i, c.amount, c.entries, c.member, c.place, w."placeType" as type
    from ${questions} cross join lateral (${sums[table]}) c`
}
