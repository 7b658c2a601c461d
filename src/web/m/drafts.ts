import type { TakenPhoto } from '#slices/field/phone/field-client.ts'
import type { PhotoFact } from '#slices/field/schema.ts'
import { disk } from './phone.ts'
import type { Who } from './who.ts'

/** A form as it was left: what was typed, and the photos with their bytes. */
export interface Draft<C> {
  /** When it was begun, by the phone's clock. */
  begunAt: number
  /** Null where nothing but a photo came, after the form was left. */
  content: C | null
  photos: TakenPhoto[]
}

type KeptDraft<C> = Omit<Draft<C>, 'photos'> & { facts: PhotoFact[] }

/** One for each form, account and community. Everything of it is kept under keys that begin with this one. */
export const draftKey = ({ accountId, community }: Who, form: string): string =>
  `draft:${accountId}:${community}:${form}|`

let turn: Promise<unknown> = Promise.resolve()
/** The newest of what waits to be written; null: it is to go. */
const newest = new Map<string, Draft<unknown> | null>()
/** Photos whose bytes are on the disk already: a letter typed does not write a picture again. */
const onDisk = new Map<string, Set<string>>()
/** Those being saved, or saved: nothing is written after that. */
const closed = new Set<string>()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work)
  turn = done.catch(() => {})
  return done
}

/** Keeps it as it is now; null: nothing is left of it. @throws when the disk refuses */
export function keepDraft(key: string, draft: Draft<unknown> | null): Promise<void> {
  if (closed.has(key)) return Promise.resolve()
  newest.set(key, draft)
  return inTurn(async () => {
    const now = newest.get(key)
    if (now === undefined || closed.has(key)) return
    newest.delete(key)
    await write(key, now)
  })
}

async function write(key: string, draft: Draft<unknown> | null): Promise<void> {
  if (!draft) {
    onDisk.delete(key)
    return disk.keepTogether([key], [])
  }
  const { photos, ...rest } = draft
  const facts = photos.map(({ fact }) => fact)
  const had = onDisk.get(key) ?? new Set()
  const now = new Set(facts.map(({ sha256 }) => sha256))
  const kept: KeptDraft<unknown> = { ...rest, facts }
  await disk.keepTogether(
    [...had].filter((sha256) => !now.has(sha256)).map((sha256) => key + sha256),
    [[key, kept], ...newOf(photos, had).map(({ fact, bytes }): [string, Uint8Array] => [key + fact.sha256, bytes])],
  )
  onDisk.set(key, now)
}

const newOf = (photos: TakenPhoto[], had: ReadonlySet<string>): TakenPhoto[] =>
  photos.filter(({ fact }) => !had.has(fact.sha256))

/** What was left of this form; null when nothing was. It may be kept again from here on. */
export function openDraft<C>(key: string): Promise<Draft<C> | null> {
  return inTurn(async () => {
    closed.delete(key)
    const draft = await read<C>(key)
    onDisk.set(key, new Set(draft?.photos.map(({ fact }) => fact.sha256)))
    return draft
  })
}

async function read<C>(key: string): Promise<Draft<C> | null> {
  const kept = await disk.kept<KeptDraft<C>>(key)
  if (!kept) return null
  const photos = await Promise.all(
    kept.facts.map(async (fact) => ({ fact, bytes: await disk.kept<Uint8Array>(key + fact.sha256) })),
  )
  return {
    begunAt: kept.begunAt,
    content: kept.content,
    photos: photos.filter((one): one is TakenPhoto => one.bytes !== undefined),
  }
}

/** A picture that was ready only after its form was left. */
export function addToDraft(key: string, photo: TakenPhoto): Promise<void> {
  return inTurn(async () => {
    const draft = (await read<unknown>(key)) ?? { begunAt: Date.now(), content: null, photos: [] }
    if (closed.has(key)) return
    await write(key, { ...draft, photos: [...draft.photos, photo] })
  })
}

/** Before it is saved: whatever was still to be written is written, and nothing after it. */
export async function closeDraft(key: string): Promise<void> {
  await turn
  closed.add(key)
}

/** It was not saved after all. */
export const reopenDraft = (key: string): void => {
  closed.delete(key)
}
