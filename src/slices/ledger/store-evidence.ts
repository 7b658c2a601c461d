import { type RawBuilder, sql } from 'kysely'
import type { Evidence, FigureDef, FigureScope } from '#kernel/figure.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Reader } from '#kernel/reader.ts'
import { askOf, type Ask } from './figures.ts'
import type { EntryRow } from './schema.ts'
import { answerFigures } from './store-answers.ts'
import { readKinds } from './store-kinds.ts'
import { placesBelow, placesOfType } from './store-places.ts'
import { entryRows } from './store-rows.ts'

/** The records behind a figure, newest first, each with its own share. */
export async function figureEvidence(
  tx: Tx,
  reader: Reader,
  def: FigureDef,
  scope: FigureScope,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: Evidence[] }> {
  const ask = askOf(def)
  const [answer] = await answerFigures(tx, reader, [{ def, scope }])
  const found = await sql<{ id: string }>`select e.id from entry e
    where ${await behind(tx, reader, ask, scope)}
    order by e.day_from desc, e.id desc limit ${page.limit} offset ${page.offset}`.execute(tx)
  const rows = await entryRows(
    tx,
    await readKinds(tx),
    found.rows.map((row) => row.id),
  )
  return { total: answer!.count, rows: rows.map((row) => toEvidence(row, ask)) }
}

/** The very conditions under which a record counts, as the answer has them. */
async function behind(tx: Tx, reader: Reader, ask: Ask, scope: FigureScope): Promise<RawBuilder<unknown>> {
  const community = reader.communityId
  const all: RawBuilder<unknown>[] = [
    sql`e.community_id = ${community}::uuid and e.state = 'live' and e.kind = ${ask.kind}`,
  ]
  if (!ask.asOf) {
    all.push(sql`e.day_from between ${scope.from}::date and ${scope.to}::date and e.day_to <= ${scope.to}::date`)
  } else {
    all.push(sql`e.day_from <= ${scope.to}::date`)
    if (ask.undated) all.push(sql`e.day_to >= ${scope.to}::date`)
  }
  if (scope.placeId) all.push(sql`e.place_id = any(${await placesBelow(tx, community, scope.placeId)}::uuid[])`)
  if (scope.campaignId) all.push(sql`e.campaign_id = ${scope.campaignId}::uuid`)
  if (ask.where) all.push(sql`e.fields ->> ${ask.where.field} = ${ask.where.equals}`)
  if (ask.placeType) all.push(sql`e.place_id = any(${await placesOfType(tx, community, ask.placeType)}::uuid[])`)
  if (ask.aggregate === 'sum') {
    all.push(sql`exists (select from measure m where m.community_id = e.community_id and m.entry_id = e.id
      and m.measure = ${ask.measure})`)
  }
  if (ask.aggregate === 'parties') {
    all.push(sql`exists (select from entry_party p where p.community_id = e.community_id and p.entry_id = e.id
      and p.field = ${ask.field})`)
  }
  return sql.join(all, sql` and `)
}

function toEvidence(row: EntryRow, ask: Ask): Evidence {
  const share = ask.aggregate === 'sum' ? row.amounts.find((amount) => amount.measure === ask.measure) : undefined
  const named = ask.aggregate === 'parties' ? (row.parties[ask.field!] ?? []).map((party) => party.name).join('、') : ''
  return {
    type: 'entry',
    id: row.id,
    version: row.version,
    day: row.wholeYear ? null : row.dayFrom,
    dayTo: row.wholeYear || row.dayTo === row.dayFrom ? null : row.dayTo,
    place: [row.placeName, row.locus].filter(Boolean).join(' '),
    title: named || row.title,
    amount: share?.amount ?? null,
    unit: share?.unit ?? '',
    photos: new Set(row.photos.map((photo) => photo.sha256)).size,
  }
}
