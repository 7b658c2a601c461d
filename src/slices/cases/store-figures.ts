import { type RawBuilder, sql } from 'kysely'
import { addDays } from '#kernel/days.ts'
import type { Evidence, FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { FigureSource } from '#kernel/node/figure-registry.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import { askOf, type CasePart, caseFigureDefs } from './figures.ts'
import { placesBelow } from './store-places-below.ts'
import './tables.ts'

type Condition = RawBuilder<unknown>

/** Cases by what became of them, and the rates of those: every one counted from the cases themselves. */
export const caseFigures: FigureSource = {
  name: 'cases',
  defs: async () => caseFigureDefs,
  answerAll: async (tx, reader, asked) => {
    const answers: FigureAnswer[] = []
    const byScope = Map.groupBy(
      asked.map((ask, index) => ({ ...ask, index })),
      ({ def, scope }) => [wideOf(def), scope.from, scope.to, scope.placeId, scope.campaignId].join(' '),
    )
    for (const group of byScope.values()) {
      const counted = await countParts(
        tx,
        reader,
        group[0]!.scope,
        group.map(({ def }) => def),
      )
      for (const [at, { def, index }] of group.entries()) answers[index] = answerOf(def, counted[at]!)
    }
    return answers
  },
  evidence: async (tx, reader, def, scope, page) => {
    const conditions = await conditionsOf(tx, reader, def, scope)
    const own = await ownCases(tx, reader, scope)
    const total = await sql<{ total: number }>`select count(*)::int as total from problem_case c
      where ${own} and ${conditions.all}`.execute(tx)
    const rows = await sql<Omit<Evidence, 'type' | 'dayTo' | 'unit'>>`
      with c as (select c.*, coalesce(${conditions.counted}, false) as counted from problem_case c where ${own} and ${conditions.all}
        order by counted desc, c.found_on desc, c.id desc limit ${page.limit} offset ${page.offset})
      select c.id, c.version, c.found_on as day,
        concat_ws(' ', nullif(coalesce(p.name, ''), ''), nullif(c.locus, '')) as place, c.issue as title,
        ${askOf(def).of === null ? sql`null::text` : sql`c.counted::int::text`} as amount,
        (select count(distinct f.sha256)::int from case_photo f
          where f.community_id = c.community_id and f.case_id = c.id) as photos
      from c left join place_step p on p.community_id = c.community_id and p.id = c.place_id
      order by c.counted desc, c.found_on desc, c.id desc`.execute(tx)
    const unit = askOf(def).of === null ? '' : '个'
    return { total: total.rows[0]!.total, rows: rows.rows.map((row) => ({ type: 'case', ...row, dayTo: null, unit })) }
  },
}

interface Counted {
  counted: number
  all: number
  rate: string | null
}

/** The wider part a part lies in: figures of one such part are counted in one pass, found by its index. */
const WITHIN: Partial<Record<CasePart, CasePart>> = {
  fixed: 'found',
  handled: 'found',
  'due-not-held': 'due',
  closed: 'due',
  'on-time': 'due',
  'sent-back': 'due',
  extended: 'due',
  relapsed: 'rechecked',
}

function wideOf(def: FigureDef): CasePart {
  const { part, of } = askOf(def)
  return WITHIN[of ?? part] ?? of ?? part
}

/** Figures of one scope that lie in one wide part. */
async function countParts(tx: Tx, reader: Reader, scope: FigureScope, defs: FigureDef[]): Promise<Counted[]> {
  const each = await Promise.all(defs.map((def) => conditionsOf(tx, reader, def, scope)))
  const columns = each.flatMap(({ counted, all }, at) => [
    sql`count(*) filter (where ${all} and ${counted}) as ${sql.ref(`n${at}`)}`,
    sql`count(*) filter (where ${all}) as ${sql.ref(`of${at}`)}`,
  ])
  const wide = partsOf(scope)[wideOf(defs[0]!)]
  const rates = each.map((_, at) => {
    const [n, of] = [sql.ref(`n${at}`), sql.ref(`of${at}`)]
    return sql`jsonb_build_array(${n}, ${of}, round(${n} * 100::numeric / nullif(${of}, 0), 2)::text)`
  })
  const found = await sql<{ parts: [number, number, string | null][] }>`
    select jsonb_build_array(${sql.join(rates)}) as parts
    from (select ${sql.join(columns)} from problem_case c where ${await ownCases(tx, reader, scope)} and ${wide}) x`.execute(
    tx,
  )
  return found.rows[0]!.parts.map(([counted, all, rate]) => ({ counted, all, rate }))
}

/** A rate of nothing is no rate: it is unknown, not zero. */
function answerOf(def: FigureDef, { counted, all, rate }: Counted): FigureAnswer {
  if (askOf(def).of !== null) return { value: rate, unit: def.unit, count: all }
  return { value: String(counted), unit: def.unit, count: counted }
}

/** Which cases stand behind a figure, and which of them are the ones it counts. */
async function conditionsOf(
  tx: Tx,
  reader: Reader,
  def: FigureDef,
  scope: FigureScope,
): Promise<{ all: Condition; counted: Condition }> {
  const { part, of, placeType, source } = askOf(def)
  const parts = partsOf(scope)
  const all: Condition[] = [parts[of ?? part]]
  if (placeType) all.push(await inPlaces(tx, reader, { type: placeType }))
  const counted = source ? sql`c.source = ${source}` : of === null ? sql`true` : parts[part]
  return { all: sql.join(all, sql` and `), counted }
}

async function ownCases(tx: Tx, reader: Reader, scope: FigureScope): Promise<Condition> {
  const all: Condition[] = [sql`c.community_id = ${reader.communityId}::uuid`]
  // A campaign is the ledger's; no case belongs to one.
  if (scope.campaignId) all.push(sql`false`)
  if (scope.placeId) all.push(await inPlaces(tx, reader, { id: scope.placeId }))
  return sql.join(all, sql` and `)
}

async function inPlaces(tx: Tx, reader: Reader, top: { id: string } | { type: string }): Promise<Condition> {
  return sql`c.place_id = any(${await placesBelow(tx, reader.communityId, top)}::uuid[])`
}

function partsOf({ from, to }: FigureScope): Record<CasePart, Condition> {
  const start = sql`${instantOf(from, 0)}::timestamptz`
  const end = sql`${instantOf(addDays(to, 1), 0)}::timestamptz`
  const within = (column: Condition): Condition => sql`(${column} >= ${start} and ${column} < ${end})`
  const ours = sql`c.closing is distinct from 'before'`
  const found = sql`(c.found_on between ${from}::date and ${to}::date and c.state <> 'declined')`
  // A deadline is the instant at which time is over: midnight belongs to the day before.
  const due = sql`(c.accepted_at is not null and ${ours}
    and (c.due_at > ${start} and c.due_at <= ${end} or c.due_at is null and ${within(sql`c.closed_at`)}))`
  const closed = sql`(${due} and c.closed_at < ${end})`
  const rechecked = sql`(${ours} and ${within(sql`c.rechecked_at`)})`
  return {
    open: sql`(c.state <> 'declined' and c.found_on <= ${to}::date and (c.closed_at is null or c.closed_at >= ${end}))`,
    found,
    fixed: sql`(${found} and c.closed_at < ${end})`,
    handled: sql`(${found} and ${ours})`,
    received: sql`(${ours} and ${within(sql`c.recorded_at`)})`,
    registered: sql`(${ours} and ${within(sql`c.accepted_at`)})`,
    due,
    'due-not-held': sql`(${due} and not (c.state = 'suspended' and coalesce(c.stopped_at < ${end}, false)))`,
    closed,
    'on-time': sql`(${closed} and (c.due_at is null or c.closed_at <= c.due_at))`,
    'sent-back': sql`(${due} and c.rework > 0)`,
    extended: sql`(${due} and c.extensions > 0)`,
    rechecked,
    relapsed: sql`(${rechecked} and c.state = 'relapsed')`,
  }
}
