import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { kept, slot } from '#kernel/node/kept.ts'
import { type Fact, recording, recordingValues } from '#kernel/node/record.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Contributions } from './contributions.ts'
import type { EntryBody } from './schema.ts'

export interface EntryToWrite {
  id: string
  /** The body that stood before; null for a new entry. */
  before: EntryBody | null
  version: number
  body: EntryBody
  terms: string[]
  /** What history says of it. */
  fact: Fact
}

/**
 * Writes entries that are new or changed, their history, and what that changes in the roll-up, so that a figure never
 * lags its record. New entries take one statement however many; changes and photos a few more.
 */
export async function writeEntries(
  tx: Tx,
  reader: Reader,
  entries: EntryToWrite[],
  contributions: Contributions,
  now: Date,
): Promise<void> {
  const changes = entries.some((entry) => entry.before !== null)
  if (changes) await clear(tx, reader.communityId, entries)
  // A withdrawn entry keeps its photos, so that they can still be looked at; it has no amounts and no members.
  const live = entries.filter((entry) => entry.body.state === 'live')
  const rows = [
    entries.map(entryRow),
    live.flatMap(measureRows),
    live.flatMap(partyRows),
    contributions.steps(),
    contributions.deltas(),
  ]
  const facts = entries.map((entry) => entry.fact)
  const write = changes ? writeChanges : writeNew
  const many = rows.some((each) => each.length > MANY)
  await (many ? write.once : write)(tx, [
    ...recordingValues(reader, facts, now),
    ...rows.map((each) => JSON.stringify(each)),
  ])
  await writePhotos(tx, reader.communityId, entries)
}

/** From so many rows on, a batch is planned for its size. */
const MANY = 100

const made = sql`
  made as (
    insert into entry (community_id, id, kind, place_id, locus, day_from, day_to, campaign_id, fields, note, author,
      via, state, version, position, recorded_at, terms, photo_count)
    select ${slot(1)}::uuid, id, kind, place_id, locus, day_from, day_to, campaign_id, fields, note, author,
      via, state, version, taken.before + at, ${slot(5)}::timestamptz, terms, photo_count
    from taken cross join given where new)`

const changed = sql`
  changed as (
    update entry e set place_id = r.place_id, locus = r.locus, day_from = r.day_from, day_to = r.day_to,
      campaign_id = r.campaign_id, fields = r.fields, note = r.note, state = r.state, version = r.version,
      position = taken.before + r.at, terms = r.terms, photo_count = r.photo_count
    from taken cross join given r where e.community_id = ${slot(1)}::uuid and e.id = r.id and not r.new)`

const writeNew = kept(writing(made))
const writeChanges = kept(writing(sql`${made}, ${changed}`))

// Of members only the step between none and some changes a distinct count: `stepped` are those steps, as deltas.
function writing(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with ${recording},
  given as (
    select * from jsonb_to_recordset(${slot(7)}::jsonb) as r (at int, new boolean, id uuid, version int, terms text[],
      kind text, place_id uuid, locus text, day_from date, day_to date, campaign_id uuid, fields jsonb, note text,
      author uuid, via text, state text, photo_count int)),
  ${rows},
  measured as (
    insert into measure (community_id, entry_id, measure, unit, amount, kind, place_id, author, day_from, day_to)
    select ${slot(1)}::uuid, entry_id, measure, unit, amount, kind, place_id, author, day_from, day_to
    from jsonb_to_recordset(${slot(8)}::jsonb) as r (entry_id uuid, measure text, unit text, amount numeric,
      kind text, place_id uuid, author uuid, day_from date, day_to date)),
  named as (
    insert into entry_party (community_id, entry_id, field, party_id, kind, place_id, author, day_from, day_to)
    select ${slot(1)}::uuid, entry_id, field, party_id, kind, place_id, author, day_from, day_to
    from jsonb_to_recordset(${slot(9)}::jsonb) as r (entry_id uuid, field text, party_id uuid, kind text,
      place_id uuid, author uuid, day_from date, day_to date)),
  step as materialized (
    select * from jsonb_to_recordset(${slot(10)}::jsonb) as s (span text, kind text, dimension text, "memberId" uuid,
      entries int)),
  after as (
    insert into seen (community_id, span, kind, dimension, member_id, entries)
    select ${slot(1)}::uuid, span, kind, dimension, "memberId", entries from step
    on conflict (community_id, kind, dimension, span, member_id)
      do update set entries = seen.entries + excluded.entries
    returning kind, dimension, span, member_id, entries),
  stepped as (
    select step.span, step.kind, step.dimension as measure,
      (after.entries > 0)::int - (after.entries - step.entries > 0)::int as amount
    from after join step on step.span = after.span and step.kind = after.kind
      and step.dimension = after.dimension and step."memberId" = after.member_id)
  insert into rollup_delta (community_id, position, span, kind, measure, unit, amount, entries)
  select ${slot(1)}::uuid, taken.before + ${slot(2)}::int, span, kind, measure, unit, amount, entries
  from taken cross join (
    select span, kind, measure, unit, sum(amount) as amount, sum(entries) as entries from (
      select span, kind, measure, unit, amount, entries from jsonb_to_recordset(${slot(11)}::jsonb)
        as d (span text, kind text, measure text, unit text, amount numeric, entries int)
      union all select span, kind, measure, '', amount, 0 from stepped where amount <> 0) d
    group by span, kind, measure, unit
    having sum(amount) <> 0 or sum(entries) <> 0) d`
}

function entryRow({ id, before, version, body, terms }: EntryToWrite, index: number) {
  return {
    at: index + 1,
    new: before === null,
    id,
    version,
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
    photo_count: body.photos.length,
  }
}

const shared = ({ id, body }: EntryToWrite) => ({
  entry_id: id,
  kind: body.kind,
  place_id: body.placeId,
  author: body.author,
  day_from: body.dayFrom,
  day_to: body.dayTo,
})

function measureRows(entry: EntryToWrite) {
  const amounts = Object.entries(entry.body.amounts)
  return amounts.map(([measure, { amount, unit }]) => ({ ...shared(entry), measure, unit, amount }))
}

function partyRows(entry: EntryToWrite) {
  const parties = Object.entries(entry.body.parties)
  return parties.flatMap(([field, ids]) => ids.map((party_id) => ({ ...shared(entry), field, party_id })))
}

// What a changed entry says of itself elsewhere is written anew.
async function clear(tx: Tx, communityId: string, entries: EntryToWrite[]): Promise<void> {
  const ids = entries.flatMap(({ id, before }) => (before ? [id] : []))
  for (const table of ['measure', 'entry_party', 'entry_photo']) {
    await sql`delete from ${sql.table(table)}
      where community_id = ${communityId}::uuid and entry_id = any(${ids}::uuid[])`.execute(tx)
  }
}

// After the entries themselves: the wall around photos looks for the record they belong to.
async function writePhotos(tx: Tx, communityId: string, entries: EntryToWrite[]): Promise<void> {
  const rows = entries.flatMap(({ id, body }) => body.photos.map((photo) => ({ entry_id: id, ...photo })))
  if (rows.length === 0) return
  await sql`insert into entry_photo (community_id, entry_id, sha256, role, ord)
    select ${communityId}::uuid, entry_id, sha256, role, ord
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, sha256 text, role text, ord int)`.execute(
    tx,
  )
}
