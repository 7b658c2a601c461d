import { sql } from 'kysely'
import { foldKey, foldText } from '#kernel/fold-text.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { factsOf, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { type Change, planSaves } from '#kernel/plan-saves.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { partyProblems } from './party-problems.ts'
import { historyBody, type PartyBody } from './party-rules.ts'
import './party-tables.ts'
import { PARTY_ATTRS, PARTY_KIND_LABEL, type PartyAttrs, type PartyDraft } from './schema.ts'

type Standing = Map<string, { version: number; body: PartyBody; erased: boolean }>

/**
 * Registers or corrects parties. A draft without an id means the standing party of that kind and name when there is
 * one. What a draft leaves out (phone, station, last day, single attributes) stays as it is.
 * @throws party.* · object.changed
 */
export async function saveParties(tx: Tx, reader: Reader, drafts: PartyDraft[], now: Date): Promise<Saved[]> {
  if (drafts.length === 0) return []
  await takeTurn(tx, reader.communityId)
  const standing = await readParties(tx, reader)
  const present: Standing = new Map(standing)
  const byName = new Map<string, string>()
  for (const [id, { body, erased }] of standing) if (!erased && body.validTo === null) byName.set(nameOf(body), id)
  const wanted = drafts.map((draft) => {
    const key = nameOf(draft)
    const namesake = byName.get(key)
    const id = draft.id ?? namesake ?? newId()
    const before = present.get(id)
    if (before?.erased) throw partyProblems['party.erased']()
    const body = bodyOf(draft, before?.body, draft.id !== undefined)
    if (namesake !== undefined && namesake !== id && body.validTo === null) {
      throw partyProblems['party.name-taken']({ kind: PARTY_KIND_LABEL[draft.kind], name: body.name }, 'name')
    }
    if (before) byName.delete(nameOf(before.body))
    if (body.validTo === null) byName.set(key, id)
    present.set(id, { version: 0, body, erased: false })
    return { id, body, reason: draft.reason, version: draft.version }
  })
  const plan = planSaves(wanted, standing)
  await checkLinks(tx, reader, plan.rows, present)
  await writeRows(tx, reader, plan.rows)
  await record(tx, reader, factsOf('party', plan.changes, eventOf, historyBody), now)
  return plan.saved
}

/**
 * Takes a person's name and phone away for good. Every record that names the person stands, and so does every figure;
 * only who it was is no longer known. The history row says that it happened, not about whom.
 * @throws party.unknown, party.not-person, object.changed
 */
export async function eraseParty(
  tx: Tx,
  reader: Reader,
  wish: { id: string; reason: string; version: number },
  now: Date,
): Promise<Saved> {
  await takeTurn(tx, reader.communityId)
  const party = (await readParties(tx, reader, wish.id)).get(wish.id)
  if (!party) throw partyProblems['party.unknown']()
  const { body, version, erased } = party
  if (erased) return { id: wish.id, version, outcome: 'unchanged' }
  if (body.kind !== 'person') {
    throw partyProblems['party.not-person']({ name: body.name, kind: PARTY_KIND_LABEL[body.kind] })
  }
  if (version !== wish.version) throw problems['object.changed']()
  await sql`delete from party_detail
    where community_id = ${reader.communityId}::uuid and party_id = ${wish.id}::uuid`.execute(tx)
  // A title kept beside a missing name could still tell who it was.
  const { title: _, ...attrs } = body.attrs
  await sql`update party set version = ${version + 1}, attrs = ${JSON.stringify(attrs)}::jsonb
    where community_id = ${reader.communityId}::uuid and id = ${wish.id}::uuid`.execute(tx)
  const left = historyBody(body)
  const fact = { event: 'party.erased', objectType: 'party', objectId: wish.id, version: version + 1 }
  await record(tx, reader, [{ ...fact, body: { ...left, erased: true }, reason: wish.reason }], now)
  return { id: wish.id, version: version + 1, outcome: 'corrected' }
}

const nameOf = (party: { kind: string; name: string }): string => `${party.kind} ${foldKey(party.name)}`

function bodyOf(draft: PartyDraft, before: PartyBody | undefined, byId: boolean): PartyBody {
  const kind = PARTY_KIND_LABEL[draft.kind]
  const name = foldText(draft.name)
  if (name === '') throw problems['request.invalid']({ where: '“名称”', what: '不能为空' }, 'name')
  if (before && before.kind !== draft.kind) {
    throw partyProblems['party.kind-fixed']({ name: before.name, kind: PARTY_KIND_LABEL[before.kind] }, 'kind')
  }
  const unfit = PARTY_ATTRS.find(({ key, of }) => (draft.attrs[key] ?? '') !== '' && !of.includes(draft.kind))
  if (unfit) throw partyProblems['party.attr-unfit']({ kind, name, label: unfit.label }, `attrs.${unfit.key}`)
  // Found again by its name, a party keeps the first day it was registered from; only a correction by id moves it.
  const validFrom = before && !byId && before.validFrom < draft.validFrom ? before.validFrom : draft.validFrom
  const validTo = draft.validTo === undefined ? (before?.validTo ?? null) : draft.validTo
  if (validTo !== null && validTo < validFrom)
    throw partyProblems['party.ends-early']({ name, from: validFrom }, 'validTo')
  return {
    kind: draft.kind,
    name: before && !byId ? before.name : name,
    phone: draft.phone ?? before?.phone ?? '',
    stationId: draft.stationId === undefined ? (before?.stationId ?? null) : draft.stationId,
    attrs: withoutGaps({ ...before?.attrs, ...draft.attrs }),
    validFrom,
    validTo,
  }
}

const withoutGaps = (attrs: PartyDraft['attrs']): PartyAttrs =>
  Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== undefined && value !== null && value !== ''))

function eventOf({ before, body }: Change<PartyBody>): string {
  if (!before) return 'party.added'
  return before.validTo === null && body.validTo !== null ? 'party.closed' : 'party.corrected'
}

async function readParties(tx: Tx, reader: Reader, id: string | null = null): Promise<Standing> {
  const found = await sql<PartyBody & { id: string; version: number; erased: boolean }>`
    select p.id, p.version, p.kind, coalesce(d.name, '') as name, coalesce(d.phone, '') as phone,
      d.party_id is null as erased, p.station_id as "stationId", p.attrs, p.valid_from as "validFrom",
      p.valid_to as "validTo"
    from party p left join party_detail d on d.community_id = p.community_id and d.party_id = p.id
    where p.community_id = ${reader.communityId}::uuid and (${id}::uuid is null or p.id = ${id}::uuid)`.execute(tx)
  return new Map(found.rows.map(({ id, version, erased, ...body }) => [id, { version, erased, body }]))
}

/** @throws party.link-unknown for a station or unit that the register does not hold */
async function checkLinks(tx: Tx, reader: Reader, rows: Change<PartyBody>[], parties: Standing): Promise<void> {
  for (const { body } of rows) {
    const { unitId } = body.attrs
    if (unitId && parties.get(unitId)?.body.kind !== 'unit') {
      throw partyProblems['party.link-unknown']({ name: body.name, label: '所在单位' }, 'attrs.unitId')
    }
  }
  const stations = [...new Set(rows.flatMap(({ body }) => body.stationId ?? []))]
  const known = await sql<{ id: string }>`select id from place_label
    where community_id = ${reader.communityId}::uuid and id = any (${stations}::uuid[])`.execute(tx)
  const ids = new Set(known.rows.map((row) => row.id))
  const stray = rows.find(({ body }) => body.stationId !== null && !ids.has(body.stationId))
  if (stray) throw partyProblems['party.link-unknown']({ name: stray.body.name, label: '依托站点' }, 'stationId')
}

async function writeRows(tx: Tx, reader: Reader, rows: Change<PartyBody>[]): Promise<void> {
  if (rows.length === 0) return
  const values = JSON.stringify(rows.map(({ id, version, body }) => ({ id, version, ...body })))
  await sql`
    insert into party (community_id, id, kind, station_id, attrs, valid_from, valid_to, version)
    select ${reader.communityId}::uuid, r.id, r.kind, r."stationId", r.attrs, r."validFrom", r."validTo", r.version
    from jsonb_to_recordset(${values}::jsonb) as r (id uuid, kind text, "stationId" uuid, attrs jsonb,
      "validFrom" date, "validTo" date, version int)
    on conflict (community_id, id) do update set station_id = excluded.station_id, attrs = excluded.attrs,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, version = excluded.version`.execute(tx)
  await sql`
    insert into party_detail (community_id, party_id, name, phone)
    select ${reader.communityId}::uuid, r.id, r.name, r.phone
    from jsonb_to_recordset(${values}::jsonb) as r (id uuid, name text, phone text)
    on conflict (community_id, party_id) do update set name = excluded.name, phone = excluded.phone`.execute(tx)
}
