import { type RawBuilder, sql } from 'kysely'
import type { FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Plan, planFigure, type RawPart, type RolledPart } from './figure-plan.ts'
import { askOf } from './figures.ts'
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
  const rolled = plans.flatMap((plan, i) => (plan.rolled ? [{ i, ...plan.rolled }] : []))
  const seen = plans.flatMap((plan, i) => (plan.seen ? [{ i, ...plan.seen }] : []))
  const raw = plans.flatMap((plan, i) => plan.raw.map((part) => ({ i, ...part, ...scopes[i] })))
  const parts: RawBuilder<unknown>[] = []
  if (rolled.length > 0) parts.push(rolledPart(at, rolled))
  if (at.community && seen.length > 0) parts.push(seenPart(at.community, seen))
  if (at.community) parts.push(...rawParts(at.community, raw))
  const types = at.community ? [...new Set(raw.flatMap((part) => part.placeType ?? []))] : []
  const found = parts.length === 0 ? { rows: [] } : await summed(at.community, parts, types).execute(tx)
  const byIndex = new Map(found.rows.map((row) => [row.i, row]))
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

/** Cells of the roll-up and the deltas not folded into it yet, in one snapshot. */
function rolledPart(
  at: { node: string; community: string | null },
  parts: ({ i: number } & RolledPart)[],
): RawBuilder<unknown> {
  const within = sql`(r.span = q.exact or (q.exact is null and length(r.span) <> 6 and (r.measure not like '~p%' or length(r.span) = 7)
    and ${spanLow} >= q.low and ${spanLow} <= q.start and ${spanHigh} <= q.high))`
  const waiting = at.community
    ? sql`r.community_id = ${at.community}::uuid`
    : sql`r.community_id in (select org_id from org_above where node_id = ${at.node}::uuid)`
  return sql`select q.i, c.amount, c.entries, null::uuid as member, null::uuid as place, null::text as type
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
      as q (i int, kind text, measure text, low text, high text, start text, exact text)
    cross join lateral (
      select r.amount, r.entries from rollup r
        where r.node_id = ${at.node}::uuid and r.kind = q.kind and r.measure = q.measure and ${within}
      union all
      select r.amount, r.entries from rollup_delta r
        where ${waiting} and r.kind = q.kind and r.measure = q.measure and ${within}) c`
}

function seenPart(community: string, parts: ({ i: number } & RolledPart)[]): RawBuilder<unknown> {
  return sql`select q.i, 0::numeric as amount, 0::bigint as entries, c.member, null::uuid as place, null::text as type
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
      as q (i int, kind text, measure text, low text, high text, start text)
    cross join lateral (select distinct r.member_id as member from seen r
      where r.community_id = ${community}::uuid and r.kind = q.kind and r.dimension = q.measure
        and length(r.span) = 7 and r.span >= q.low and r.span <= q.start and r.span <= q.high and r.entries > 0) c`
}

/**
 * Parts give (i, amount, entries, member, place, type). Records counted by type of place come grouped by their place;
 * the nearest place of that type at or above it is then the member, and those without one fall out.
 */
function summed(community: string | null, parts: RawBuilder<unknown>[], types: string[]): RawBuilder<Found> {
  const sums = sql`trim_scale(sum(p.amount))::text as amount, sum(p.entries)::bigint as entries`
  const all = sql`(${sql.join(parts, sql` union all `)}) p`
  if (community === null || types.length === 0) {
    return sql<Found>`select p.i, ${sums}, count(distinct p.member) as members from ${all} group by p.i`
  }
  return sql<Found>`with recursive ${nearestOfType(community, sql`true`, types)}
    select p.i, ${sums}, count(distinct coalesce(p.member, near.id)) as members
    from ${all} left join near on near.place_id = p.place and near.type = p.type
    where p.type is null or near.id is not null group by p.i`
}

type RawQuestion = { i: number } & RawPart & { places?: string[] | null; campaign?: string | null }

// One part per shape, so that each reads no more than it needs: most of them an index alone.
function rawParts(community: string, questions: RawQuestion[]): RawBuilder<unknown>[] {
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
  return [...shapes.values()].map(({ shape, questions }) => rawPart(community, shape, questions))
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
function rawPart(
  community: string,
  { table, which, typed, byEntry }: RawShape,
  parts: RawQuestion[],
): RawBuilder<unknown> {
  const questions = sql`jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as w (i int, "fromLow" date, "fromHigh" date,
    "toLow" date, "toHigh" date, kind text, measure text, field text, "placeType" text,
    "whereField" text, "whereEquals" text, places uuid[], campaign uuid)`
  const fits = sql`x.community_id = ${community}::uuid and x.kind = w.kind and x.day_from between w."fromLow" and w."fromHigh"
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
