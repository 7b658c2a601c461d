import { sql } from 'kysely'
import type { Evidence, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { FigureSource } from '#kernel/node/figure-registry.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { assetFigureDefs } from './figures.ts'
import { assetTypes } from './store-types.ts'

const defs = assetFigureDefs(assetTypes)

/** Only quantities in the figure's own unit are added; one kept in another unit is never converted into it. */
export const assetFigures: FigureSource = {
  name: 'assets',
  defs: async () => defs,
  answerAll: async (tx, reader, asked) => {
    const parts = asked.map(
      ({ def, scope }, index) => sql`select ${index}::int as at,
      trim_scale(coalesce(sum(amount::numeric), 0))::text as value, count(*) as count
      from (${rowsOf(reader, def, scope)}) as s`,
    )
    const found = await sql<{ at: number; value: string; count: number }>`
      ${sql.join(parts, sql` union all `)}`.execute(tx)
    const byIndex = new Map(found.rows.map((row) => [row.at, row]))
    return asked.map(({ def }, index) => {
      const row = byIndex.get(index)
      return { value: row?.value ?? '0', unit: def.unit, count: row?.count ?? 0 }
    })
  },
  evidence: async (tx, reader, def, scope, page) => {
    const source = rowsOf(reader, def, scope)
    const total = await sql<{ total: number }>`select count(*) as total from (${source}) as s`.execute(tx)
    const rows = await sql<
      Omit<Evidence, 'type' | 'unit' | 'photos' | 'title'> & { locus: string; attrs: Record<string, unknown> }
    >`
      select * from (${source}) as s order by place collate "zh-x-icu", locus, id
      offset ${page.offset} limit ${page.limit}`.execute(tx)
    return {
      total: total.rows[0]!.total,
      rows: rows.rows.map(({ locus, attrs, ...row }) => ({
        ...row,
        type: 'asset' as const,
        title: titleOf(def, locus, attrs),
        unit: def.unit,
        photos: 0,
      })),
    }
  },
}

/** 门口 · 讲文明 树新风 */
function titleOf(def: FigureDef, locus: string, attrs: Record<string, unknown>): string {
  const type = assetTypes.find((one) => one.code === def.ask.type)
  const told = [attrs.name, attrs.title, attrs.content].find((value) => typeof value === 'string' && value !== '')
  return [locus, told].filter(Boolean).join(' · ') || type?.label || ''
}

function rowsOf(reader: Reader, def: FigureDef, scope: FigureScope) {
  const below = scope.placeId
    ? sql`and a.place_id = any (array(select place_id from place_tree
        where community_id = ${reader.communityId}::uuid and ancestor_id = ${scope.placeId}::uuid))`
    : sql``
  return sql`select a.id, a.version, a.valid_from as day, a.valid_to as "dayTo", coalesce(p.name, '') as place, a.locus,
      a.attrs, trim_scale(a.quantity)::text as amount
    from asset a left join place_label p on p.community_id = a.community_id and p.id = a.place_id
    where a.community_id = ${reader.communityId}::uuid and a.type = ${String(def.ask.type)}
      and a.unit = ${String(def.ask.unit)} and ${standsOn('a', scope.to)} ${below}`
}
