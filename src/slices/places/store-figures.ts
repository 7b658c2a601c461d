import { sql } from 'kysely'
import type { Evidence, FigureAnswer, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { FigureSource } from '#kernel/node/figure-registry.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { askOf, type PlaceAsk, type ProfileAsk, placeFigureDefs, profileFigure } from './figures.ts'
import { profileFields } from './store-types.ts'

interface Asked {
  def: FigureDef
  scope: FigureScope
}

const defs: FigureDef[] = [
  ...profileFields.flatMap((field) =>
    field.figure ? [profileFigure(field.figure, field.label, field.unit ?? '', field.key)] : [],
  ),
  ...placeFigureDefs,
]

/** Registers and the profile as they stand on the last day of the period. */
export const placeFigures: FigureSource = {
  name: 'places',
  defs: async () => defs,
  answerAll: async (tx, reader, asked) => {
    const answers = new Map<number, FigureAnswer>()
    const parts = asked.map((ask, index) => answerPart(reader, ask, index))
    const found = await sql<{ at: number; value: string | null; unit: string | null; count: number }>`
      ${sql.join(parts, sql` union all `)}`.execute(tx)
    for (const { at, value, unit, count } of found.rows) {
      answers.set(at, { value, unit: unit ?? asked[at]!.def.unit, count })
    }
    return asked.map(({ def }, index) => answers.get(index) ?? { value: null, unit: def.unit, count: 0 })
  },
  evidence: async (tx, reader, def, scope, page) => {
    const ask = askOf(def)
    const source = ask.of === 'profile' ? profileRows(reader, ask, scope) : placeRows(reader, ask, scope)
    return readEvidence(tx, def, source, page)
  },
}

/** One row: which question, its value and how many records made it. */
function answerPart(reader: Reader, { def, scope }: Asked, index: number) {
  const ask = askOf(def)
  if (ask.of === 'profile') {
    return sql`select ${index}::int as at, trim_scale(amount)::text as value, unit, 1::bigint as count
      from (${profileRows(reader, ask, scope)}) as fact`
  }
  const value = ask.attr ? sql`trim_scale(coalesce(sum(amount), 0))::text` : sql`count(*)::text`
  return sql`select ${index}::int as at, ${value} as value, null::text as unit, count(*) as count
    from (${placeRows(reader, ask, scope)}) as place`
}

function placeRows(reader: Reader, ask: PlaceAsk, scope: FigureScope) {
  const amount = ask.attr ? sql`(p.attrs->>${ask.attr}::text)::numeric` : sql`null::numeric`
  // Every place behind a sum has a share in it; one that never told its number is not behind it.
  const has = ask.attr ? sql`and p.attrs ? ${ask.attr}::text` : sql``
  const where = ask.where ? sql`and p.attrs @> ${JSON.stringify({ [ask.where]: true })}::jsonb` : sql``
  const below = scope.placeId
    ? sql`and p.id = any (array(select place_id from place_tree
        where community_id = ${reader.communityId}::uuid and ancestor_id = ${scope.placeId}::uuid))`
    : sql``
  return sql`select 'place' as type, p.id, p.version, p.valid_from as day, p.valid_to as day_to,
      coalesce(l.path[array_length(l.path, 1)], '') as place, p.name as title, ${amount} as amount, null::text as unit
    from place p join place_label l on l.community_id = p.community_id and l.id = p.id
    where p.community_id = ${reader.communityId}::uuid and p.type = ${ask.type}
      and ${standsOn('p', scope.to)}
      ${has} ${where} ${below}`
}

/** A stated fact speaks of the whole community: asked for a part of it, nothing is known. */
function profileRows(reader: Reader, ask: ProfileAsk, scope: FigureScope) {
  const label = profileFields.find((field) => field.key === ask.key)?.label ?? ask.key
  return sql`select * from (select 'profile' as type, f.id, f.version, f.valid_from as day, null::date as day_to,
      '社区概况' as place, ${label}::text as title, f.value as amount, f.unit
    from profile_fact f
    where f.community_id = ${reader.communityId}::uuid and f.key = ${ask.key} and f.valid_from <= ${scope.to}::date
      and ${scope.placeId ?? null}::uuid is null
    order by f.valid_from desc limit 1) as latest where amount is not null`
}

async function readEvidence(
  tx: Tx,
  def: FigureDef,
  source: ReturnType<typeof placeRows>,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: Evidence[] }> {
  const total = await sql<{ total: number }>`select count(*) as total from (${source}) as s`.execute(tx)
  const rows = await sql<{
    type: 'place' | 'profile'
    id: string
    version: number
    day: string
    dayTo: string | null
    place: string
    title: string
    amount: string | null
    unit: string | null
  }>`select type, id, version, day, day_to as "dayTo", place, title, trim_scale(amount)::text as amount, unit
    from (${source}) as s order by place collate "zh-x-icu", title collate "zh-x-icu", id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return {
    total: total.rows[0]!.total,
    rows: rows.rows.map((row) => ({ ...row, unit: row.unit ?? def.unit, photos: 0 })),
  }
}
