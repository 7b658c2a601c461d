import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { kept } from '#kernel/node/kept.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { formerKinds, shippedKinds } from './catalogue.ts'
import { problems } from './problems.ts'
import { checkKind, checkKindChange, mergeKind } from './rules.ts'
import { KIND_CODE, KindDef, type KindDraft, type KindView, OWN_KIND_PREFIX } from './kind-schema.ts'
import './tables.ts'

/** Every kind the reader's community can record: the shipped ones with its own changes, then those it made itself. */
export async function readKinds(tx: Tx): Promise<KindDef[]> {
  const own = await ownKinds(tx)
  const shipped = [...shippedKinds.keys()].map((code) => kindWith(code, own.get(code))!)
  return [...shipped, ...[...own.values()].filter(({ code }) => !shippedKinds.has(code) && !formerKinds.has(code))]
}

/** Those of readKinds and the ones that were the ledger's once: what is needed to read or withdraw any record. */
export async function readEveryKind(tx: Tx): Promise<KindDef[]> {
  const own = await ownKinds(tx)
  const former = [...formerKinds.keys()].map((code) => kindWith(code, own.get(code))!)
  return [...(await readKinds(tx)), ...former]
}

async function ownKinds(tx: Tx): Promise<Map<string, KindDef>> {
  return new Map((await all(tx, [])).map((row) => [row.code, row.def]))
}

const all = kept<{ code: string; def: KindDef }>(sql`select code, def from kind order by id`)

/** One kind as the community has it: shipped, once shipped, either with the community's own changes, or its own. */
export function kindWith(code: string, own: KindDef | undefined): KindDef | undefined {
  const shipped = shippedKinds.get(code)
  const former = formerKinds.get(code)
  if (!own) return shipped ?? former
  if (former) return { ...mergeKind(former, own, 'keep'), figures: [], retired: true }
  return shipped ? mergeKind(shipped, own, 'keep') : own
}

export async function kindViews(tx: Tx): Promise<KindView[]> {
  const stored = new Set((await tx.selectFrom('kind').select('code').execute()).map((row) => row.code))
  return (await readKinds(tx)).map((kind) => ({
    ...kind,
    own: !shippedKinds.has(kind.code),
    changed: shippedKinds.has(kind.code) && stored.has(kind.code),
  }))
}

/**
 * Makes or changes kinds. Fields and quantities left out of a change are retired, never dropped.
 * @throws kind.* problems, object.changed is not used: the last word on a kind counts
 */
export async function saveKinds(tx: Tx, reader: Reader, drafts: KindDraft[], now: Date): Promise<Saved[]> {
  const saved: Saved[] = []
  await takeTurn(tx, reader.communityId)
  for (const draft of drafts) saved.push(await saveKind(tx, reader, draft, now))
  return saved
}

async function saveKind(tx: Tx, reader: Reader, { reason, ...draft }: KindDraft, now: Date): Promise<Saved> {
  if (!KIND_CODE.test(draft.code)) throw problems['kind.code']({ prefix: OWN_KIND_PREFIX }, 'code')
  const wanted = KindDef.parse(draft)
  const before = (await readKinds(tx)).find((kind) => kind.code === wanted.code)
  const isOwn = wanted.code.startsWith(OWN_KIND_PREFIX)
  if (!before && !isOwn) throw problems['kind.code']({ prefix: OWN_KIND_PREFIX }, 'code')
  const kind = before ? mergeKind(before, wanted, 'retire') : wanted
  // Shipped figures stand in reports everywhere; a community's own carry its kind's name, so that none can collide.
  const shipped = new Set(shippedKinds.get(kind.code)?.figures.map((figure) => figure.key))
  for (const figure of kind.figures) {
    if (shipped.has(figure.key) || figure.key.startsWith(`${kind.code}.`)) continue
    throw problems['kind.figure'](
      { label: figure.label, what: `代码须以“${kind.code}.”开头`, whatEn: `its key must begin with ${kind.code}.` },
      'figures',
    )
  }
  if (before) checkKindChange(before, kind)
  checkKind(kind)
  const row = await tx
    .selectFrom('kind')
    .select(['id', 'def', 'version'])
    .where('code', '=', kind.code)
    .executeTakeFirst()
  const version = (row?.version ?? 0) + 1
  const id = row?.id ?? newId(now.getTime())
  const def = { ...kind, version }
  if (before && canonicalJson({ ...before, version: 0 }) === canonicalJson({ ...def, version: 0 })) {
    return { id, version: Math.max(row?.version ?? 1, 1), outcome: 'unchanged' }
  }
  const event = before ? 'kind.changed' : 'kind.made'
  await record(tx, reader, [{ event, objectType: 'kind', objectId: id, version, body: def, reason }], now)
  await tx
    .insertInto('kind')
    .values({ community_id: reader.communityId, code: kind.code, id, def: JSON.stringify(def), version })
    .onConflict((on) => on.columns(['community_id', 'code']).doUpdateSet({ def: JSON.stringify(def), version }))
    .execute()
  return { id, version, outcome: before ? 'corrected' : 'created' }
}
