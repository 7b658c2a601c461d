import { sql } from 'kysely'
import type { DataValues } from '#kernel/data-field.ts'
import { foldText } from '#kernel/fold-text.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { factsOf, record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { type Change, planSaves } from '#kernel/plan-saves.ts'
import { problems } from '#kernel/problems.ts'
import { readDataFields } from '#kernel/read-data-fields.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { placeProblems } from './problems.ts'
import { isInChina, pointText } from './point-rules.ts'
import type { PlaceBody } from './rules.ts'
import type { PlaceDraft } from './schema.ts'
import { checkTree } from './store-check-tree.ts'
import { typeOf } from './store-types.ts'
import './tables.ts'

export interface PlacesSaved {
  /** One per draft, in order. */
  saved: Saved[]
  /** Places that stand below another one, or are of another type, than before. */
  moved: string[]
}

/**
 * Registers or corrects many places at once. What a draft leaves out (note, aliases, last day, single attributes)
 * stays as it is. Drafts may stand below each other in any order.
 * @throws place.* when the tree would not hold; object.changed when somebody else was faster
 */
export async function savePlaces(tx: Tx, reader: Reader, drafts: PlaceDraft[], now: Date): Promise<PlacesSaved> {
  if (drafts.length === 0) return { saved: [], moved: [] }
  await takeTurn(tx, reader.communityId)
  const standing = await readTree(tx, reader)
  const present = new Map(standing)
  const wanted = drafts.map((draft) => {
    const id = draft.id ?? newId()
    const body = bodyOf(draft, present.get(id)?.body)
    present.set(id, { version: 0, body })
    return { id, body, reason: draft.reason, version: draft.version }
  })
  const plan = planSaves(wanted, standing)
  const tree = new Map([...present].map(([id, { body }]) => [id, body]))
  checkTree(tree, plan.rows)
  await writeRows(tx, reader, plan.rows)
  await writeAliases(tx, reader, plan.rows, tree)
  await record(tx, reader, factsOf('place', plan.changes, eventOf), now)
  const moved = plan.changes.filter(
    ({ before, body }) => before && (before.parentId !== body.parentId || before.type !== body.type),
  )
  return { saved: plan.saved, moved: [...new Set(moved.map(({ id }) => id))] }
}

function bodyOf(draft: PlaceDraft, before: PlaceBody | undefined): PlaceBody {
  const type = typeOf(draft.type)
  const name = foldText(draft.name)
  if (name === '') throw problems['request.invalid']({ where: '“名称”', what: '不能为空' }, 'name')
  if (!type) throw placeProblems['place.type-unknown']({ name, type: draft.type }, 'type')
  const validTo = draft.validTo === undefined ? (before?.validTo ?? null) : draft.validTo
  if (validTo !== null && validTo < draft.validFrom) {
    throw placeProblems['place.ends-early']({ name, from: draft.validFrom }, 'validTo')
  }
  return {
    type: type.code,
    name,
    parentId: draft.parentId,
    attrs: readDataFields(type.fields, draft.attrs, keptAttrs(draft, before), `${type.label}“${name}”`),
    aliases: aliasesOf(draft, before, name),
    note: draft.note ?? before?.note ?? '',
    ...pointOf(draft, before, name),
    validFrom: draft.validFrom,
    validTo,
  }
}

function pointOf(draft: PlaceDraft, before: PlaceBody | undefined, name: string): Pick<PlaceBody, 'at'> {
  const { at = before?.at ?? null } = draft
  if (at === null) return {}
  if (isInChina(at)) return { at }
  const [lon, lat] = at
  if (isInChina([lat, lon])) throw placeProblems['place.at-swapped']({ name, point: pointText([lat, lon]) }, 'at')
  throw placeProblems['place.at-range']({ name, point: pointText(at) }, 'at')
}

// A place that changes its type keeps only the attributes the new type also has.
function keptAttrs(draft: PlaceDraft, before: PlaceBody | undefined): DataValues {
  if (!before || before.type === draft.type) return before?.attrs ?? {}
  const keys = new Set(typeOf(draft.type)?.fields.map((field) => field.key))
  return Object.fromEntries(Object.entries(before.attrs).filter(([key]) => keys.has(key)))
}

function aliasesOf(draft: PlaceDraft, before: PlaceBody | undefined, name: string): string[] {
  const given = draft.aliases?.map(foldText) ?? before?.aliases ?? []
  return [...new Set(given)].filter((alias) => alias && alias !== name).sort()
}

function eventOf({ before, body }: Change<PlaceBody>): string {
  if (!before) return 'place.added'
  if (before.validTo === null && body.validTo !== null) return 'place.closed'
  if (before.parentId !== body.parentId && before.name === body.name) return 'place.moved'
  return 'place.corrected'
}

/** Every place of the community with its body; a register holds hundreds to some thousands. */
async function readTree(tx: Tx, reader: Reader): Promise<Map<string, { version: number; body: PlaceBody }>> {
  const found = await sql<Omit<PlaceBody, 'at'> & { id: string; version: number; at: PlaceBody['at'] | null }>`
    select p.id, p.version, p.type, p.name, p.parent_id as "parentId", p.attrs, p.note,
      p.geometry -> 'coordinates' as at, coalesce(a.aliases, '{}') as aliases, p.valid_from as "validFrom", p.valid_to as "validTo"
    from place p
    left join (select place_id, array_agg(alias) as aliases from place_alias
      where community_id = ${reader.communityId}::uuid group by 1) a on a.place_id = p.id
    where p.community_id = ${reader.communityId}::uuid`.execute(tx)
  return new Map(
    found.rows.map(({ id, version, at, ...body }) => [
      id,
      { version, body: { ...body, ...(at ? { at } : {}), aliases: [...body.aliases].sort() } },
    ]),
  )
}

async function writeRows(tx: Tx, reader: Reader, rows: Change<PlaceBody>[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ id, version, body }) => ({ id, version, ...body }))
  await sql`
    insert into place (community_id, id, type, name, parent_id, attrs, note, geometry, valid_from, valid_to, version)
    select ${reader.communityId}::uuid, r.id, r.type, r.name, r."parentId", r.attrs, r.note,
      case when jsonb_typeof(r.at) = 'array' then jsonb_build_object('type', 'Point', 'coordinates', r.at) end,
      r."validFrom", r."validTo", r.version
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (id uuid, type text, name text, "parentId" uuid,
      attrs jsonb, note text, at jsonb, "validFrom" date, "validTo" date, version int)
    on conflict (community_id, id) do update set type = excluded.type, name = excluded.name,
      parent_id = excluded.parent_id, attrs = excluded.attrs, note = excluded.note, geometry = excluded.geometry,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, version = excluded.version`.execute(tx)
}

async function writeAliases(
  tx: Tx,
  reader: Reader,
  rows: Change<PlaceBody>[],
  tree: ReadonlyMap<string, PlaceBody>,
): Promise<void> {
  const touched = rows.filter(({ before, body }) => (before?.aliases ?? []).join('\n') !== body.aliases.join('\n'))
  if (touched.length === 0) return
  const owner = new Map<string, string>()
  for (const [id, body] of tree) {
    for (const alias of body.aliases) {
      const other = owner.get(alias)
      if (other) throw placeProblems['place.alias-taken']({ alias, owner: tree.get(other)!.name }, 'aliases')
      owner.set(alias, id)
    }
  }
  await sql`delete from place_alias where community_id = ${reader.communityId}::uuid
    and place_id = any (${touched.map(({ id }) => id)}::uuid[])`.execute(tx)
  const pairs = touched.flatMap(({ id, body }) => body.aliases.map((alias) => ({ id, alias })))
  await sql`insert into place_alias (community_id, alias, place_id)
    select ${reader.communityId}::uuid, r.alias, r.id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r (id uuid, alias text)`.execute(tx)
}
