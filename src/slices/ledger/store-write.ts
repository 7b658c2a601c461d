import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import type { EntryBody } from './schema.ts'

export interface EntryToWrite {
  id: string
  version: number
  position: number
  body: EntryBody
  terms: string[]
}

/** Writes the rows of entries that are new (insert) or changed (update); a few statements for any number. */
export async function writeEntries(
  tx: Tx,
  communityId: string,
  entries: EntryToWrite[],
  mode: 'insert' | 'update',
  now: Date,
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ id, version, position, body, terms }) => ({
    id,
    version,
    position,
    terms,
    kind: body.kind,
    place_id: body.placeId,
    locus: body.locus,
    day_from: body.dayFrom,
    day_to: body.dayTo,
    campaign_id: body.campaignId,
    fields: body.fields,
    note: body.note,
    author: body.author,
    via: body.via,
    state: body.state,
  }))
  const source = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, version int, position bigint,
    terms text[], kind text, place_id uuid, locus text, day_from date, day_to date, campaign_id uuid, fields jsonb,
    note text, author uuid, via text, state text)`
  if (mode === 'insert') {
    await sql`insert into entry (community_id, id, kind, place_id, locus, day_from, day_to, campaign_id, fields, note,
        author, via, state, version, position, recorded_at, terms)
      select ${communityId}::uuid, id, kind, place_id, locus, day_from, day_to, campaign_id, fields, note,
        author, via, state, version, position, ${now}::timestamptz, terms from ${source}`.execute(tx)
  } else {
    await sql`update entry e set place_id = r.place_id, locus = r.locus, day_from = r.day_from, day_to = r.day_to,
        campaign_id = r.campaign_id, fields = r.fields, note = r.note, state = r.state, version = r.version,
        position = r.position, terms = r.terms
      from ${source} where e.community_id = ${communityId}::uuid and e.id = r.id`.execute(tx)
    const ids = entries.map((entry) => entry.id)
    for (const table of ['measure', 'entry_party', 'entry_photo']) {
      await sql`delete from ${sql.table(table)}
        where community_id = ${communityId}::uuid and entry_id = any(${ids}::uuid[])`.execute(tx)
    }
  }
  // A withdrawn entry keeps its photos, so that they can still be looked at; it has no amounts and no members.
  await writeMeasures(
    tx,
    communityId,
    entries.filter((entry) => entry.body.state === 'live'),
  )
  await writeParties(
    tx,
    communityId,
    entries.filter((entry) => entry.body.state === 'live'),
  )
  await writePhotos(tx, communityId, entries)
}

const shared = ({ id, body }: EntryToWrite) => ({
  entry_id: id,
  kind: body.kind,
  place_id: body.placeId,
  author: body.author,
  day_from: body.dayFrom,
  day_to: body.dayTo,
})

async function writeMeasures(tx: Tx, communityId: string, entries: EntryToWrite[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    Object.entries(entry.body.amounts).map(([measure, { amount, unit }]) => ({
      ...shared(entry),
      measure,
      unit,
      amount,
    })),
  )
  if (rows.length === 0) return
  await sql`insert into measure (community_id, entry_id, measure, unit, amount, kind, place_id, author, day_from, day_to)
    select ${communityId}::uuid, entry_id, measure, unit, amount, kind, place_id, author, day_from, day_to
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, measure text, unit text,
      amount numeric, kind text, place_id uuid, author uuid, day_from date, day_to date)`.execute(tx)
}

async function writeParties(tx: Tx, communityId: string, entries: EntryToWrite[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    Object.entries(entry.body.parties).flatMap(([field, ids]) =>
      ids.map((party_id) => ({ ...shared(entry), field, party_id })),
    ),
  )
  if (rows.length === 0) return
  await sql`insert into entry_party (community_id, entry_id, field, party_id, kind, place_id, author, day_from, day_to)
    select ${communityId}::uuid, entry_id, field, party_id, kind, place_id, author, day_from, day_to
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, field text, party_id uuid,
      kind text, place_id uuid, author uuid, day_from date, day_to date)`.execute(tx)
}

async function writePhotos(tx: Tx, communityId: string, entries: EntryToWrite[]): Promise<void> {
  const rows = entries.flatMap(({ id, body }) => body.photos.map((photo) => ({ entry_id: id, ...photo })))
  if (rows.length === 0) return
  await sql`insert into entry_photo (community_id, entry_id, sha256, role, ord)
    select ${communityId}::uuid, entry_id, sha256, role, ord
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, sha256 text, role text, ord int)`.execute(
    tx,
  )
}
