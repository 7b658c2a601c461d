import { sql } from 'kysely'
import type { Tx } from '#kernel/node/db.ts'
import { type Kept, kept, slot } from '#kernel/node/kept.ts'
import { OPERATOR_NAME } from '#kernel/reader.ts'
import { titleOf } from './rules.ts'
import type { KindDef } from './kind-schema.ts'
import type { EntryPhoto, EntryRow, FieldValue, Via } from './schema.ts'
import { isWholeYear } from './span.ts'
import { placeNames } from './store-places.ts'

interface Raw {
  id: string
  version: number
  kind: string
  place_id: string | null
  locus: string
  day_from: string
  day_to: string
  campaign_id: string | null
  fields: Record<string, FieldValue>
  note: string
  author: string
  via: Via
  state: 'live' | 'withdrawn'
  recorded_at: Date
  /** Of a withdrawn one, which has no measures and members any more: what it last said. */
  last_body: { amounts?: Record<string, { amount: string; unit: string }>; parties?: Record<string, string[]> } | null
}

interface Around {
  amounts: Map<string, { measure: string; amount: string; unit: string }[]>
  parties: Map<string, { field: string; id: string }[]>
  photos: Map<string, EntryPhoto[]>
  away: Map<string, number>
  names: Map<string, string>
}

/**
 * Whole entries as lists, forms and exports show them, in the order of the ids; those the reader may not see are left
 * out. A few statements over whole sets, so that two thousand cost little more than twenty.
 */
export async function entryRows(tx: Tx, kinds: KindDef[], ids: string[]): Promise<EntryRow[]> {
  if (ids.length === 0) return []
  const found = await ask(wholeEntries, tx, ids)
  const around = await readAround(tx, found)
  const byId = new Map(found.map((raw) => [raw.id, raw]))
  const byCode = new Map(kinds.map((kind) => [kind.code, kind]))
  return ids.flatMap((id) => {
    const raw = byId.get(id)
    return raw ? [toRow(raw, byCode.get(raw.kind), around)] : []
  })
}

async function readAround(tx: Tx, entries: Raw[]): Promise<Around> {
  const ids = entries.map((entry) => entry.id)
  const amounts = await ask(amountsOf, tx, ids)
  const parties = await ask(partiesOf, tx, ids)
  const photos = await ask(photosOf, tx, ids)
  const away = await ask(awayOf, tx, ids)
  const last = entries.flatMap((entry) => Object.values(entry.last_body?.parties ?? {}).flat())
  const names = await readNames(tx, {
    parties: [...parties.map((row) => row.id), ...last],
    campaigns: entries.flatMap((entry) => entry.campaign_id ?? []),
    actors: entries.map((entry) => entry.author),
  })
  for (const [id, name] of await placeNames(tx, [...new Set(entries.flatMap((entry) => entry.place_id ?? []))]))
    names.set(id, name)
  return {
    amounts: byEntry(amounts, ({ measure, amount, unit }) => ({ measure, amount, unit })),
    parties: byEntry(parties, ({ field, id }) => ({ field, id })),
    photos: byEntry(photos, ({ sha256, role, ord }) => ({ sha256, role, ord })),
    away: new Map(away.map((row) => [row.id, row.photos])),
    names,
  }
}

async function readNames(
  tx: Tx,
  wanted: { parties: string[]; campaigns: string[]; actors: string[] },
): Promise<Map<string, string>> {
  const [parties, campaigns, actors] = [wanted.parties, wanted.campaigns, wanted.actors].map((ids) => [...new Set(ids)])
  const found = await (parties!.length + campaigns!.length + actors!.length > PAGE ? namesOf.once : namesOf)(tx, [
    parties,
    campaigns,
    actors,
  ])
  return new Map(found.map((row) => [row.id, row.name]))
}

/** Up to so many ids the statements below are planned once for all; an export's thousands are another matter. */
const PAGE = 200

function ask<R>(statement: Kept<R>, tx: Tx, ids: string[]): Promise<R[]> {
  return (ids.length > PAGE ? statement.once : statement)(tx, [ids])
}

const wholeEntries = kept<Raw>(sql`
  select e.id, e.version, e.kind, e.place_id, e.locus, e.day_from, e.day_to, e.campaign_id, e.fields, e.note,
    e.author, e.via, e.state, e.recorded_at,
    case when e.state = 'withdrawn' then (select h.body from history h where h.community_id = e.community_id
      and h.object_id = e.id and h.version = e.version and h.object_type = 'entry') end as last_body
  from entry e where e.id = any(${slot(1)}::uuid[])`)

const amountsOf = kept<{ entry_id: string; measure: string; amount: string; unit: string }>(sql`
  select entry_id, measure, trim_scale(amount)::text as amount, unit from measure
  where entry_id = any(${slot(1)}::uuid[])`)

const partiesOf = kept<{ entry_id: string; field: string; id: string }>(sql`
  select entry_id, field, party_id as id from entry_party where entry_id = any(${slot(1)}::uuid[]) order by party_id`)

const photosOf = kept<EntryPhoto & { entry_id: string }>(sql`
  select entry_id, sha256, role, ord from entry_photo where entry_id = any(${slot(1)}::uuid[])
  order by ord, sha256, role`)

const awayOf = kept<{ id: string; photos: number }>(sql`
  select id, photos from photo_away where target = 'entry' and id = any(${slot(1)}::uuid[])`)

const namesOf = kept<{ id: string; name: string }>(sql`
  select id, name from party_label where id = any(${slot(1)}::uuid[])
  union all select id, name from campaign where id = any(${slot(2)}::uuid[])
  union all select actor, name from actor_name where actor = any(${slot(3)}::uuid[])`)

function byEntry<R extends { entry_id: string }, T>(rows: R[], pick: (row: R) => T): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const row of rows) {
    const list = map.get(row.entry_id)
    if (list) list.push(pick(row))
    else map.set(row.entry_id, [pick(row)])
  }
  return map
}

function toRow(
  raw: Raw,
  kind: KindDef | undefined,
  { amounts: allAmounts, parties: allParties, photos, away, names }: Around,
): EntryRow {
  const last = raw.last_body
  const amounts = last
    ? Object.entries(last.amounts ?? {}).map(([measure, amount]) => ({ measure, ...amount }))
    : (allAmounts.get(raw.id) ?? [])
  const named = last
    ? Object.entries(last.parties ?? {}).flatMap(([field, ids]) => ids.map((id) => ({ field, id })))
    : (allParties.get(raw.id) ?? [])
  const parties: EntryRow['parties'] = {}
  for (const { field, id } of named) (parties[field] ??= []).push({ id, name: names.get(id) ?? '' })
  const labelled = labelAmounts(kind, amounts)
  const partyNames = Object.fromEntries(Object.entries(parties).map(([key, list]) => [key, list.map((p) => p.name)]))
  return {
    id: raw.id,
    version: raw.version,
    kind: raw.kind,
    kindLabel: kind?.label ?? raw.kind,
    title: titleOf(kind, { fields: raw.fields, amounts: labelled, partyNames }),
    placeId: raw.place_id,
    placeName: names.get(raw.place_id ?? '') ?? '',
    locus: raw.locus,
    dayFrom: raw.day_from,
    dayTo: raw.day_to,
    wholeYear: isWholeYear(raw.day_from, raw.day_to),
    campaignId: raw.campaign_id,
    campaignName: names.get(raw.campaign_id ?? '') ?? '',
    amounts: labelled,
    fields: raw.fields,
    parties,
    note: raw.note,
    author: raw.author,
    authorName: names.get(raw.author) ?? OPERATOR_NAME,
    via: raw.via,
    state: raw.state,
    recordedAt: raw.recorded_at.toISOString(),
    photos: photos.get(raw.id) ?? [],
    photosAway: raw.state === 'live' ? (away.get(raw.id) ?? 0) : 0,
  }
}

/** In the order of the kind's quantities. */
function labelAmounts(
  kind: KindDef | undefined,
  amounts: { measure: string; amount: string; unit: string }[],
): EntryRow['amounts'] {
  const order = (kind?.measures ?? []).map((measure) => measure.key)
  return amounts
    .map(({ measure, amount, unit }) => {
      const label = kind?.measures.find((candidate) => candidate.key === measure)?.label ?? measure
      return { measure, label, amount, unit }
    })
    .sort((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure))
}
