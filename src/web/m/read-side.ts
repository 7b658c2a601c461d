import type { CaseFull, CasePage, ProblemType } from '#slices/cases/schema.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import type { PlaceNode } from '#slices/places/schema.ts'
import { ask, Refusal } from './ask.ts'
import { changed } from './live.ts'
import { disk } from './phone.ts'
import type { Who } from './who.ts'

/** What this phone last read of the community: enough to work a day without a network. */
export interface ReadSide {
  readAt: number
  places: PlaceNode[]
  kinds: KindView[]
  types: ProblemType[]
  cases: CaseFull[]
}

/** Cases whose pages are kept for a day without a network. */
const MOST_CASES = 30

const keyOf = ({ accountId, community }: Who): string => `read:${accountId}:${community}`

export const keptReadSide = async (who: Who): Promise<ReadSide | null> =>
  (await disk.kept<ReadSide>(keyOf(who))) ?? null

/** Reads it anew. What cannot be read stays as it was. @returns whether a sign-in is needed */
export async function refreshReadSide(who: Who): Promise<boolean> {
  const before = await keptReadSide(who)
  const home = `/api/c/${encodeURIComponent(who.community)}`
  let signedOut = false
  const read = async <T>(grant: string, path: string, otherwise: T): Promise<T> => {
    if (!who.grants.includes(grant)) return otherwise
    try {
      return await ask<T>(home + path)
    } catch (cause) {
      if (cause instanceof Refusal && cause.status === 401) signedOut = true
      return otherwise
    }
  }
  const [tree, kinds, types, page] = await Promise.all([
    read('read:registers', '/places/tree', { rows: before?.places ?? [] }),
    read('read:kinds', '/kinds', { rows: before?.kinds ?? [] }),
    read('read:cases', '/problem-types', before?.types ?? []),
    read<Pick<CasePage, 'rows'> | null>('read:cases', `/cases?mine=to-do&ended=open&limit=${MOST_CASES}`, null),
  ])
  if (signedOut) return true
  const rechecks = await read<Pick<CasePage, 'rows'> | null>('read:cases', '/cases?recheck=mine&limit=10', null)
  const cases = page
    ? await allOf([...page.rows, ...(rechecks?.rows ?? [])], before?.cases ?? [], (id) => ask(`${home}/cases/${id}`))
    : (before?.cases ?? [])
  await disk.keep(keyOf(who), {
    readAt: page || tree.rows.length > 0 ? Date.now() : (before?.readAt ?? 0),
    places: tree.rows,
    kinds: kinds.rows.filter((kind) => !kind.retired && !kind.undated),
    types,
    cases,
  } satisfies ReadSide)
  changed()
  await keepPictures(home, cases)
  return false
}

async function allOf(
  rows: CasePage['rows'],
  before: CaseFull[],
  get: (id: string) => Promise<CaseFull>,
): Promise<CaseFull[]> {
  const ids = [...new Set(rows.map((row) => row.id))]
  const versions = new Map(rows.map((row) => [row.id, row.version]))
  const found = await Promise.all(
    ids.map(async (id) => {
      const had = before.find((one) => one.id === id)
      return had && had.version === versions.get(id) ? had : get(id).catch(() => had ?? null)
    }),
  )
  return found.filter((one) => one !== null)
}

/** The picture a case was found with, to hold against what is seen now. */
export function firstPictureOf({ photoList }: CaseFull): string | null {
  const before = photoList.find((photo) => photo.role !== 'after')
  return before?.sha256 ?? null
}

const pictureKey = (sha256: string): string => `picture:${sha256}`

export const keptPicture = (sha256: string): Promise<Blob | undefined> => disk.kept<Blob>(pictureKey(sha256))

async function keepPictures(home: string, cases: CaseFull[]): Promise<void> {
  for (const one of cases) {
    const sha256 = firstPictureOf(one)
    if (!sha256 || (await keptPicture(sha256))) continue
    const response = await fetch(`${home}/cases/${one.id}/photos/${sha256}`).catch(() => null)
    if (response?.ok) await disk.keep(pictureKey(sha256), await response.blob())
  }
}
