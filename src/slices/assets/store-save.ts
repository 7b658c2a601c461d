import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import { plainDecimal } from '#kernel/decimal.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { factsOf, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { type Change, planSaves } from '#kernel/plan-saves.ts'
import { readDataFields } from '#kernel/read-data-fields.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { assetProblems } from './problems.ts'
import type { AssetBody } from './rules.ts'
import type { AssetDraft } from './schema.ts'
import { getAsset } from './store-read.ts'
import { assetTypeOf } from './store-types.ts'
import './tables.ts'

/**
 * Registers or corrects assets. Two of them may well stand at one spot, so a draft without an id is always a new one.
 * What a draft leaves out (locus, condition, last seen, last day, single attributes) stays as it is.
 * @throws asset.* · field.* · object.changed
 */
export async function saveAssets(tx: Tx, reader: Reader, drafts: AssetDraft[], now: Date): Promise<Saved[]> {
  if (drafts.length === 0) return []
  await takeTurn(tx, reader.communityId)
  const standing = await readAssets(
    tx,
    reader,
    drafts.flatMap((draft) => draft.id ?? []),
  )
  const present = new Map([...standing].map(([id, { body }]) => [id, body]))
  const wanted = drafts.map((draft) => {
    const id = draft.id ?? newId()
    const body = bodyOf(draft, present.get(id))
    present.set(id, body)
    return { id, body, reason: draft.reason, version: draft.version }
  })
  const plan = planSaves(wanted, standing)
  await checkPlaces(tx, reader, plan.rows)
  await writeRows(tx, reader, plan.rows)
  await record(tx, reader, factsOf('asset', plan.changes, eventOf), now)
  return plan.saved
}

/** It stood there up to and with `validTo`. @throws asset.unknown, asset.ends-early, object.changed */
export async function removeAsset(
  tx: Tx,
  reader: Reader,
  wish: { id: string; validTo: Day; reason: string; version: number },
  now: Date,
): Promise<Saved> {
  await takeTurn(tx, reader.communityId)
  const { type, placeId, quantity, unit, validFrom } = await getAsset(tx, reader, wish.id)
  return (await saveAssets(tx, reader, [{ type, placeId, quantity, unit, validFrom, attrs: {}, ...wish }], now))[0]!
}

function bodyOf(draft: AssetDraft, before: AssetBody | undefined): AssetBody {
  const type = assetTypeOf(draft.type)
  if (!type) throw assetProblems['asset.type-unknown']({ type: draft.type }, 'type')
  const validTo = draft.validTo === undefined ? (before?.validTo ?? null) : draft.validTo
  if (validTo !== null && validTo < draft.validFrom) {
    throw assetProblems['asset.ends-early']({ from: draft.validFrom }, 'validTo')
  }
  const locus = draft.locus ?? before?.locus ?? ''
  if (draft.placeId === null && locus === '') throw assetProblems['asset.where-missing']({}, 'placeId')
  const kept = before && before.type === draft.type ? before.attrs : {}
  return {
    type: type.code,
    placeId: draft.placeId,
    locus,
    quantity: plainDecimal(draft.quantity),
    unit: draft.unit,
    attrs: readDataFields(type.fields, draft.attrs, kept, type.label),
    condition: draft.condition ?? before?.condition ?? 'intact',
    seenOn: draft.seenOn === undefined ? (before?.seenOn ?? null) : draft.seenOn,
    validFrom: draft.validFrom,
    validTo,
  }
}

function eventOf({ before, body }: Change<AssetBody>): string {
  if (!before) return 'asset.added'
  return before.validTo === null && body.validTo !== null ? 'asset.removed' : 'asset.corrected'
}

async function readAssets(
  tx: Tx,
  reader: Reader,
  ids: string[],
): Promise<Map<string, { version: number; body: AssetBody }>> {
  const found = await sql<AssetBody & { id: string; version: number }>`
    select id, version, type, place_id as "placeId", locus, trim_scale(quantity)::text as quantity, unit, attrs,
      condition, seen_on as "seenOn", valid_from as "validFrom", valid_to as "validTo"
    from asset where community_id = ${reader.communityId}::uuid and id = any (${ids}::uuid[])`.execute(tx)
  return new Map(found.rows.map(({ id, version, ...body }) => [id, { version, body }]))
}

async function checkPlaces(tx: Tx, reader: Reader, rows: Change<AssetBody>[]): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ body }) => body.placeId ?? []))]
  const known = await sql<{ count: number }>`select count(*) as count from place_label
    where community_id = ${reader.communityId}::uuid and id = any (${ids}::uuid[])`.execute(tx)
  if (known.rows[0]!.count !== ids.length) throw assetProblems['asset.place-unknown']({}, 'placeId')
}

async function writeRows(tx: Tx, reader: Reader, rows: Change<AssetBody>[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ id, version, body }) => ({ id, version, ...body }))
  await sql`
    insert into asset (community_id, id, type, place_id, locus, quantity, unit, attrs, condition, seen_on, valid_from,
      valid_to, version)
    select ${reader.communityId}::uuid, r.id, r.type, r."placeId", r.locus, r.quantity::numeric, r.unit, r.attrs,
      r.condition, r."seenOn", r."validFrom", r."validTo", r.version
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (id uuid, type text, "placeId" uuid, locus text,
      quantity text, unit text, attrs jsonb, condition text, "seenOn" date, "validFrom" date, "validTo" date,
      version int)
    on conflict (community_id, id) do update set type = excluded.type, place_id = excluded.place_id,
      locus = excluded.locus, quantity = excluded.quantity, unit = excluded.unit, attrs = excluded.attrs,
      condition = excluded.condition, seen_on = excluded.seen_on, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, version = excluded.version`.execute(tx)
}
