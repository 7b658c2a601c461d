import type pg from 'pg'
import type { FigureDef, FigureScope } from '#kernel/figure.ts'
import { askOf } from '#slices/ledger/figures.ts'

/**
 * One figure counted record by record, without roll-up and written apart from the product's own plan: what a plain
 * reporting query costs, and what the product's answer must equal. Decimal text.
 */
export async function rawFigure(
  pool: pg.Pool,
  communities: string[],
  def: FigureDef,
  scope: FigureScope,
): Promise<string> {
  const ask = askOf(def)
  const values: unknown[] = [communities, ask.kind]
  const bind = (value: unknown): string => `$${values.push(value)}`
  const days = ask.asOf
    ? `x.day_from <= ${bind(scope.to)}::date${ask.undated ? ` and x.day_to >= ${bind(scope.to)}::date` : ''}`
    : `x.day_from >= ${bind(scope.from)}::date and x.day_to <= ${bind(scope.to)}::date`
  const table = ask.aggregate === 'sum' ? 'measure' : ask.aggregate === 'parties' ? 'entry_party' : 'entry'
  const conditions = ['x.community_id = any ($1::uuid[])', 'x.kind = $2', days]
  if (table === 'entry') conditions.push(`x.state = 'live'`)
  if (table === 'measure') conditions.push(`x.measure = ${bind(ask.measure)}`)
  if (table === 'entry_party') conditions.push(`x.field = ${bind(ask.field)}`)
  if (ask.where) conditions.push(`x.fields ->> ${bind(ask.where.field)} = ${bind(ask.where.equals)}`)
  const near = ask.placeType ? nearest(bind(ask.placeType)) : { before: '', join: '' }
  const value = {
    count: 'count(*)',
    sum: 'coalesce(trim_scale(sum(x.amount)), 0)',
    places: 'count(distinct near.id)',
    parties: 'count(distinct x.party_id)',
  }[ask.aggregate]
  const text = `${near.before} select (${value})::text as value from ${table} x ${near.join} where ${conditions.join(' and ')}`
  const { rows } = await pool.query<{ value: string }>(text, values)
  return rows[0]!.value
}

/** The nearest place of a type at or above each place. */
function nearest(type: string): { before: string; join: string } {
  return {
    before: `with recursive up as (
        select community_id, id as place_id, id, parent_id, type, 0 as depth from place where community_id = any ($1::uuid[])
        union all
        select up.community_id, up.place_id, p.id, p.parent_id, p.type, up.depth + 1
        from up join place p on p.community_id = up.community_id and p.id = up.parent_id),
      near as (select distinct on (place_id) place_id, id from up where type = ${type} order by place_id, depth)`,
    join: 'join near on near.place_id = x.place_id',
  }
}
