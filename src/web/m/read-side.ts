import type { CasePage } from '#slices/cases/list-schema.ts'
import type { ProblemType } from '#slices/cases/type-schema.ts'
import type { CaseFull } from '#slices/cases/view-schema.ts'
import type { KindView } from '#slices/ledger/kind-schema.ts'
import type { EntryHistoryItem, EntryPage } from '#slices/ledger/schema.ts'
import type { PlaceNode } from '#slices/places/schema.ts'
import { ask, Refusal } from './ask.ts'
import { changed } from './live.ts'
import { type MyRecord, myRecordOf } from './my-record.ts'
import { disk } from './phone.ts'
import { type Who, whoIn } from './who.ts'

/** What this phone last read of the community: enough to work a day without a network. */
export interface ReadSide {
  readAt: number
  places: PlaceNode[]
  kinds: KindView[]
  types: ProblemType[]
  cases: CaseFull[]
  /** My last records as the ledger has them, with what the office changed in them. */
  records: MyRecord[]
}

export const NOTHING_READ: ReadSide = { readAt: 0, places: [], kinds: [], types: [], cases: [], records: [] }

/** Cases and records whose pages are kept for a day without a network. */
const MOST_CASES = 30
const MOST_RECORDS = 30
/** Offices above work in hundreds of communities; those are read when they are opened. */
const MOST_OTHERS = 5

type Read = <T>(grant: string, path: string, otherwise: T) => Promise<T>

const keyOf = ({ accountId, community }: Who): string => `read:${accountId}:${community}`

export async function keptReadSide(who: Who): Promise<ReadSide | null> {
  const kept = await disk.kept<ReadSide>(keyOf(who))
  // What an older version of the app kept lacks what it did not know of.
  return kept ? { ...NOTHING_READ, ...kept } : null
}

/** What was never read of the other communities of this account, so that each opens without a network. */
export async function readFirst(who: Who): Promise<void> {
  if (!navigator.onLine) return
  const others = who.communities.filter(({ code }) => code !== who.community).slice(0, MOST_OTHERS)
  for (const other of others) {
    const there = whoIn(who, other)
    if (!(await keptReadSide(there))) await refreshReadSide(there)
  }
}

/** Reads it anew. What cannot be read stays as it was. @returns whether a sign-in is needed */
export async function refreshReadSide(who: Who): Promise<boolean> {
  const before = (await keptReadSide(who)) ?? NOTHING_READ
  const home = `/api/c/${encodeURIComponent(who.community)}`
  let signedOut = false
  const read: Read = async (grant, path, otherwise) => {
    if (!who.grants.includes(grant)) return otherwise
    try {
      return await ask(home + path)
    } catch (cause) {
      if (cause instanceof Refusal && cause.status === 401) signedOut = true
      return otherwise
    }
  }
  const [tree, kinds, types, page, records] = await Promise.all([
    read('read:registers', '/places/tree', { rows: before.places }),
    read('read:kinds', '/kinds', { rows: before.kinds }),
    read('read:cases', '/problem-types', before.types),
    read<Pick<CasePage, 'rows'> | null>(
      'read:cases',
      `/cases?mine=to-do&ended=open&sort=due&limit=${MOST_CASES}`,
      null,
    ),
    myRecords(who, before.records, read),
  ])
  if (signedOut) return true
  const rechecks = await read<Pick<CasePage, 'rows'> | null>('read:cases', '/cases?recheck=mine&limit=10', null)
  const cases = page
    ? await allOf([...page.rows, ...(rechecks?.rows ?? [])], before.cases, (id) => ask(`${home}/cases/${id}`))
    : before.cases
  await disk.keep(keyOf(who), {
    readAt: page || tree.rows.length > 0 ? Date.now() : before.readAt,
    places: tree.rows,
    kinds: kinds.rows.filter((kind) => !kind.retired && !kind.undated),
    types,
    cases,
    records,
  } satisfies ReadSide)
  changed()
  await keepPictures(home, cases)
  return false
}

async function myRecords(who: Who, before: MyRecord[], read: Read): Promise<MyRecord[]> {
  const rowsOf = async (state: string): Promise<EntryPage['rows'] | null> =>
    (await read<Pick<EntryPage, 'rows'> | null>('read:ledger', `/entries?mine=yes&size=${MOST_RECORDS}${state}`, null))
      ?.rows ?? null
  // What was withdrawn is what its author must hear of before all.
  const [live, withdrawn] = await Promise.all([rowsOf(''), rowsOf('&state=withdrawn')])
  if (!live) return before
  const rows = [...live, ...(withdrawn ?? [])]
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))
    .slice(0, MOST_RECORDS)
  return Promise.all(
    rows.map(async (row) => {
      const had = before.find((one) => one.id === row.id && one.version === row.version)
      if (had) return had
      const unread = null as { rows: EntryHistoryItem[] } | null
      const history = row.version > 1 ? await read('read:ledger', `/entries/${row.id}/history`, unread) : { rows: [] }
      const record = myRecordOf(row, history?.rows ?? [], who.name)
      // Without its history it is read again next time.
      return history ? record : { ...record, version: 0 }
    }),
  )
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
