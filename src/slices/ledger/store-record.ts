import { canonicalJson } from '#kernel/canonical-json.ts'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { type Candidate, checkReferences } from './check-references.ts'
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
  type EntryRecording,
  type EntryWithdrawal,
} from './schema.ts'
import type { Standing } from './store-bodies.ts'
import { type Found, namedBy } from './store-look.ts'
import { type Batch, openBatch } from './store-open.ts'
import { writeEntries } from './store-write.ts'
import { termsOf } from '#kernel/terms.ts'

interface Change extends Candidate {
  id: string
  version: number
  before: EntryBody | null
  reason: string | undefined
  event: 'entry.recorded' | 'entry.corrected' | 'entry.withdrawn'
  by?: Reader
}

/**
 * Records new entries. An id that is known with the same contents is 'unchanged' (the same draft sent twice is one
 * record); with other contents it is refused.
 * @throws entry.*, kind.* problems; `row` names the item when several were handed in
 */
export async function recordEntries(tx: Tx, reader: Reader, drafts: EntryRecording[], now: Date): Promise<Saved[]> {
  const ids = drafts.map((draft) => draft.id)
  const batch = await openBatch(tx, reader, ids, namedBy(drafts))
  const rows = drafts.map((draft, index) =>
    newEntry(batch, reader, draft, now, drafts.length > 1 ? index + 1 : undefined),
  )
  const changes = rows.flatMap((row) => row.change ?? [])
  checkReferences(reader, changes, batch.found)
  await commit(tx, reader, batch, changes, now)
  return rows.map((row) => row.saved)
}

export interface Recording {
  reader: Reader
  draft: EntryDraft
}

/**
 * Records single entries of several people, who all see the whole community, in one transaction of the first of them.
 * Each is checked on its own: one that is refused leaves the others standing. No id may come twice.
 */
export async function recordEach(tx: Tx, recordings: Recording[], now: Date): Promise<(Saved | Problem)[]> {
  const { reader } = recordings[0]!
  const drafts = recordings.map(({ draft }) => draft)
  const ids = drafts.map((draft) => draft.id)
  const batch = await openBatch(tx, reader, ids, namedBy(drafts))
  const changes: Change[] = []
  const outcomes = recordings.map(({ reader: by, draft }) => {
    try {
      const { saved, change } = newEntry(batch, by, draft, now, undefined)
      if (!change) return saved
      checkReferences(by, [change], batch.found)
      changes.push({ ...change, by })
      return saved
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  })
  await commit(tx, reader, batch, changes, now)
  return outcomes
}

function newEntry(batch: Batch, reader: Reader, draft: EntryRecording, now: Date, row: number | undefined) {
  const kind = batch.kindOf(draft.kind, row)
  const id = draft.id ?? newId(now.getTime())
  const old = batch.standing.get(id)
  const origin = { author: reader.actor, via: draft.via }
  const body = bodyOf(kind, draft, origin, { row, today: dayAt(now), old: old?.body })
  if (old) {
    const said = (of: EntryBody): string => canonicalJson({ ...of, author: '', via: '' })
    if (said(body) !== said(old.body)) throw problems['entry.exists']({ row }, 'id')
    return { saved: { id, version: old.version, outcome: 'unchanged' } satisfies Saved }
  }
  if (batch.hidden.has(id)) throw problems['entry.exists']({ row }, 'id')
  if (kind.retired) throw problems['kind.retired']({ row, kind: kind.label }, 'kind')
  const change: Change = {
    id,
    version: 1,
    before: null,
    body,
    kind,
    row,
    reason: draft.reason,
    event: 'entry.recorded',
  }
  return { change, saved: { id, version: 1, outcome: 'created' } satisfies Saved }
}

/** Corrects entries: each draft is the whole entry as it should stand, with the reason. Author and source stay. */
export async function correctEntries(tx: Tx, reader: Reader, drafts: EntryCorrection[], now: Date): Promise<Saved[]> {
  const ids = drafts.map((draft) => draft.id)
  const batch = await openBatch(tx, reader, ids, namedBy(drafts))
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
  checkReferences(reader, changes, batch.found)
  await commit(tx, reader, batch, changes, now)
  return saved
}

/**
 * Withdraws entries: they stay, with their history, and count nowhere any more. They keep pointing to what they
 * pointed to, wherever that is.
 */
export async function withdrawEntries(tx: Tx, reader: Reader, items: EntryWithdrawal[], now: Date): Promise<Saved[]> {
  const ids = items.map((item) => item.id)
  const batch = await openBatch(tx, reader, ids, namedBy([]))
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
  await commit(tx, reader, batch, changes, now)
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
  const batch = await openBatch(tx, reader, [entryId], namedBy([{ photos: [photo] }]), photo.sha256)
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
  const change = correction(entryId, old, body, '补充照片', { kind, row: undefined })!
  checkReferences(reader, [change], batch.found)
  await commit(tx, reader, batch, [change], now)
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

/** The one path by which entries change: history, rows, memberships and deltas, in the caller's transaction. */
async function commit(tx: Tx, reader: Reader, { found }: Batch, changes: Change[], now: Date): Promise<void> {
  if (changes.length === 0) return
  const entries = changes.map(({ id, version, event, before, body, reason, by }) => ({
    id,
    before,
    version,
    body,
    terms: entryTerms(body),
    fact: { event, objectType: 'entry', objectId: id, version, body, reason, by },
  }))
  const sums = new Contributions()
  for (const { before, body, kind } of changes) {
    const tracked = trackedFields(kind)
    if (before?.state === 'live') sums.add(counted(before, found), tracked, -1)
    if (body.state === 'live') sums.add(counted(body, found), tracked, 1)
  }
  await writeEntries(tx, reader, entries, sums, now)
}

function counted(body: EntryBody, { places }: Found): Counted {
  return { ...body, places: (body.placeId && places.get(body.placeId)) || [] }
}

function entryTerms(body: EntryBody): string[] {
  return termsOf([body.locus, body.note, ...Object.values(body.fields).filter((value) => typeof value === 'string')])
}
