import { sql } from 'kysely'
import type { Evidence, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { FigureSource } from '#kernel/node/figure-registry.ts'
import { standsOn } from '#kernel/node/stands-on.ts'
import type { Reader } from '#kernel/reader.ts'
import { partyFigureDefs } from './party-figures.ts'

/** Parties registered on the last day of the period; within a place, those whose station stands there. */
export const partyFigures: FigureSource = {
  name: 'parties',
  defs: async () => partyFigureDefs,
  answerAll: async (tx, reader, asked) => {
    const parts = asked.map(
      ({ def, scope }, index) => sql`select ${index}::int as at, count(*) as count
      from (${rowsOf(reader, def, scope)}) as s`,
    )
    const found = await sql<{ at: number; count: number }>`${sql.join(parts, sql` union all `)}`.execute(tx)
    const counts = new Map(found.rows.map((row) => [row.at, row.count]))
    return asked.map(({ def }, index) => {
      const count = counts.get(index) ?? 0
      return { value: String(count), unit: def.unit, count }
    })
  },
  evidence: async (tx, reader, def, scope, page) => {
    const source = rowsOf(reader, def, scope)
    const total = await sql<{ total: number }>`select count(*) as total from (${source}) as s`.execute(tx)
    const rows = await sql<Omit<Evidence, 'type' | 'amount' | 'unit' | 'photos'>>`
      select * from (${source}) as s order by title collate "zh-x-icu", id
      offset ${page.offset} limit ${page.limit}`.execute(tx)
    return {
      total: total.rows[0]!.total,
      rows: rows.rows.map((row) => ({ ...row, type: 'party' as const, amount: null, unit: def.unit, photos: 0 })),
    }
  },
}

function rowsOf(reader: Reader, def: FigureDef, scope: FigureScope) {
  const below = scope.placeId
    ? sql`and p.station_id = any (array(select place_id from place_tree
        where community_id = ${reader.communityId}::uuid and ancestor_id = ${scope.placeId}::uuid))`
    : sql``
  return sql`select p.id, p.version, p.valid_from as day, p.valid_to as "dayTo", coalesce(s.name, '') as place,
      l.name as title
    from party p
    join party_label l on l.community_id = p.community_id and l.id = p.id
    left join place_label s on s.community_id = p.community_id and s.id = p.station_id
    where p.community_id = ${reader.communityId}::uuid and p.kind = ${String(def.ask.kind)}
      and ${standsOn('p', scope.to)} ${below}`
}
