import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { Contributions, type Counted, trackedFields } from './contributions.ts'
import { bodyOf, sortPhotos } from './entry-body.ts'
import type { KindDef } from './kind-schema.ts'
import { problems } from './problems.ts'
import {
  ENTRY_LIMITS,
  type EntryBody,
  type EntryCorrection,
  type EntryDraft,
  type EntryPhoto,
  type EntryWithdrawal,
} from './schema.ts'
import { readBodies, type Standing } from './store-bodies.ts'
import { type Candidate, checkReferences } from './store-check.ts'
import { writeContributions } from './store-derived.ts'
import { readKinds } from './store-kinds.ts'
import { typedPlaces } from './store-places.ts'
import { writeEntries } from './store-write.ts'
import { termsOf } from './terms.ts'

interface Change extends Candidate {
  id: string
  version: number
  before: EntryBody | null
  reason: string | undefined
  event: 'entry.recorded' | 'entry.corrected' | 'entry.withdrawn'
}

/**
 * Records new entries. An id that is known with the same contents is 'unchanged' (the same draft sent twice is one
 * record); with other contents it is refused.
 * @throws entry.*, kind.* problems; `row` names the item when several were handed in
 */
export async function recordEntries(tx: Tx, reader: Reader, drafts: EntryDraft[], now: Date): Promise<Saved[]> {
  const batch = await open(
    tx,
    reader,
    drafts.map((draft) => draft.id),
  )
  const saved: Saved[] = []
  const changes: Change[] = []
  for (const [index, draft] of drafts.entries()) {
    const row = drafts.length > 1 ? index + 1 : undefined
    const kind = batch.kindOf(draft.kind, row)
    const id = draft.id ?? newId(now.getTime())
    const old = batch.standing.get(id)
    const body = bodyOf(
      kind,
      draft,
      { author: reader.actor, via: draft.via },
      { row, today: dayAt(now), old: old?.body },
    )
    if (old) {
      const same =
        canonicalJson({ ...body, author: '', via: '' }) === canonicalJson({ ...old.body, author: '', via: '' })
      if (!same) throw problems['entry.exists']({ row }, 'id')
      saved.push({ id, version: old.version, outcome: 'unchanged' })
      continue
    }
    if (batch.hidden.has(id)) throw problems['entry.exists']({ row }, 'id')
    if (kind.retired) throw problems['kind.retired']({ row, kind: kind.label }, 'kind')
    changes.push({ id, version: 1, before: null, body, kind, row, reason: undefined, event: 'entry.recorded' })
    saved.push({ id, version: 1, outcome: 'created' })
  }
  await commit(tx, reader, changes, now)
  return saved
}

/** Corrects entries: each draft is the whole entry as it should stand, with the reason. Author and source stay. */
export async function correctEntries(tx: Tx, reader: Reader, drafts: EntryCorrection[], now: Date): Promise<Saved[]> {
  const batch = await open(
    tx,
    reader,
    drafts.map((draft) => draft.id),
  )
  const saved: Saved[] = []
  const changes: Change[] = []
  for (const [index, draft] of drafts.entries()) {
    const row = drafts.length > 1 ? index + 1 : undefined
    const old = batch.standing.get(draft.id)
    if (!old) throw problems['entry.unknown']({ row }, 'id')
    if (draft.version !== undefined && draft.version !== old.version) throw kernelProblems['object.changed']()
    if (old.body.state === 'withdrawn') throw problems['entry.withdrawn']({ row })
    if (old.body.kind !== draft.kind) throw problems['entry.kind-fixed']({ row }, 'kind')
    const kind = batch.kindOf(draft.kind, row)
    const photos = draft.photos ?? old.body.photos
    const body = bodyOf(kind, { ...draft, photos }, old.body, { row, today: dayAt(now), old: old.body })
    const change = correction(draft.id, old, body, draft.reason, { kind, row })
    if (change) changes.push(change)
    saved.push({ id: draft.id, version: change?.version ?? old.version, outcome: change ? 'corrected' : 'unchanged' })
  }
  await commit(tx, reader, changes, now)
  return saved
}

/** Withdraws entries: they stay, with their history, and count nowhere any more. */
export async function withdrawEntries(tx: Tx, reader: Reader, items: EntryWithdrawal[], now: Date): Promise<Saved[]> {
  const batch = await open(
    tx,
    reader,
    items.map((item) => item.id),
  )
  const saved: Saved[] = []
  const changes: Change[] = []
  for (const [index, { id, reason }] of items.entries()) {
    const row = items.length > 1 ? index + 1 : undefined
    const old = batch.standing.get(id)
    if (!old) throw problems['entry.unknown']({ row }, 'id')
    if (old.body.state === 'withdrawn') {
      saved.push({ id, version: old.version, outcome: 'unchanged' })
      continue
    }
    const kind = batch.kindOf(old.body.kind, row)
    const version = old.version + 1
    const body: EntryBody = { ...old.body, state: 'withdrawn' }
    changes.push({ id, version, before: old.body, body, kind, row, reason, event: 'entry.withdrawn' })
    saved.push({ id, version, outcome: 'corrected' })
  }
  await commit(tx, reader, changes, now)
  return saved
}

/** Adds a photo that is already stored to an entry. Returns the entry's new version, or the present one if it had it. */
export async function attachPhoto(
  tx: Tx,
  reader: Reader,
  entryId: string,
  photo: Pick<EntryPhoto, 'sha256' | 'role'>,
  now: Date,
): Promise<{ version: number; ord: number }> {
  const batch = await open(tx, reader, [entryId])
  const old = batch.standing.get(entryId)
  if (!old) throw problems['entry.unknown']({})
  if (old.body.state === 'withdrawn') throw problems['entry.withdrawn']({})
  const kind = batch.kindOf(old.body.kind, undefined)
  if (kind.photo === 'none') throw problems['photo.not-wanted']({ kind: kind.label })
  const has = old.body.photos.find((other) => other.sha256 === photo.sha256 && other.role === photo.role)
  if (has) return { version: old.version, ord: has.ord }
  if (old.body.photos.length >= ENTRY_LIMITS.photos) throw problems['photo.too-many']({ limit: ENTRY_LIMITS.photos })
  const ord = Math.max(-1, ...old.body.photos.map((other) => other.ord)) + 1
  const body = { ...old.body, photos: sortPhotos([...old.body.photos, { ...photo, ord }]) }
  await commit(tx, reader, [correction(entryId, old, body, '补充照片', { kind, row: undefined })!], now, photo.sha256)
  return { version: old.version + 1, ord }
}

function correction(
  id: string,
  old: Standing,
  body: EntryBody,
  reason: string,
  about: { kind: KindDef; row: number | undefined },
): Change | null {
  if (canonicalJson(body) === canonicalJson(old.body)) return null
  return { id, version: old.version + 1, before: old.body, body, reason, event: 'entry.corrected', ...about }
}

async function open(tx: Tx, reader: Reader, wanted: (string | undefined)[]) {
  await takeTurn(tx, reader.communityId)
  const ids = wanted.filter((id) => id !== undefined)
  const once = new Set<string>()
  for (const [index, id] of wanted.entries()) {
    if (id !== undefined && once.has(id)) throw problems['entry.twice']({ row: index + 1 }, 'id')
    if (id !== undefined) once.add(id)
  }
  const kinds = new Map((await readKinds(tx)).map((kind) => [kind.code, kind]))
  const standing = await readBodies(tx, reader.communityId, ids)
  return {
    standing,
    hidden: await hiddenEntries(
      tx,
      reader,
      ids.filter((id) => !standing.has(id)),
    ),
    kindOf: (code: string, row: number | undefined): KindDef => {
      const kind = kinds.get(code)
      if (!kind) throw problems['kind.unknown']({ row, kind: code }, 'kind')
      return kind
    },
  }
}

// Ids that are taken by records beyond the reader's places: a collision must not surface as a database error.
async function hiddenEntries(tx: Tx, reader: Reader, ids: string[]): Promise<Set<string>> {
  if (reader.places === null || ids.length === 0) return new Set()
  const found = await sql<{ id: string }>`select distinct object_id as id from history
    where community_id = ${reader.communityId}::uuid and object_id = any(${ids}::uuid[]) and object_type = 'entry'`.execute(
    tx,
  )
  return new Set(found.rows.map((row) => row.id))
}

/** The one path by which entries change: history, rows, memberships and deltas, in the caller's transaction. */
async function commit(tx: Tx, reader: Reader, changes: Change[], now: Date, brought?: string): Promise<void> {
  if (changes.length === 0) return
  const placeIds = changes.flatMap(({ before, body }) => [before?.placeId, body.placeId]).filter((id) => id != null)
  const places = await typedPlaces(tx, reader.communityId, [...new Set(placeIds)])
  // What is withdrawn keeps pointing to what it pointed to, wherever that is.
  await checkReferences(
    tx,
    reader,
    changes.filter((change) => change.body.state === 'live'),
    places,
    brought,
  )
  const facts = changes.map(({ id, version, event, body, reason }) => ({
    event,
    objectType: 'entry',
    objectId: id,
    version,
    body: { ...body },
    reason,
  }))
  const positions = await record(tx, reader, facts, now)
  const rows = changes.map((change, index) => ({
    ...change,
    position: positions[index]!,
    terms: entryTerms(change.body),
  }))
  await writeEntries(
    tx,
    reader.communityId,
    rows.filter((row) => row.before === null),
    'insert',
    now,
  )
  await writeEntries(
    tx,
    reader.communityId,
    rows.filter((row) => row.before !== null),
    'update',
    now,
  )
  const sums = new Contributions()
  for (const { before, body, kind } of changes) {
    const tracked = trackedFields(kind)
    if (before?.state === 'live') sums.add(counted(before, places), tracked, -1)
    if (body.state === 'live') sums.add(counted(body, places), tracked, 1)
  }
  await writeContributions(tx, reader.communityId, positions.at(-1)!, sums)
}

function counted(body: EntryBody, places: ReadonlyMap<string, { type: string; id: string }[]>): Counted {
  return { ...body, places: (body.placeId && places.get(body.placeId)) || [] }
}

function entryTerms(body: EntryBody): string[] {
  return termsOf([body.locus, body.note, ...Object.values(body.fields).filter((value) => typeof value === 'string')])
}
