import { foldKey } from '#kernel/fold-text.ts'
import { splitList } from '#kernel/split-list.ts'
import { likeness } from '#slices/places/likeness-rules.ts'
import { placeFinder } from '#slices/places/resolve-rules.ts'

/** A place as the planner knows it: standing in the register, or about to be made by the same file. */
export interface KnownPlace {
  id: string
  type: string
  name: string
  parentId: string | null
  attrs: Record<string, string | number | boolean | null>
  note: string
  aliases: string[]
  validFrom: string
  validTo: string | null
}

export type Found =
  | { placeId: string; locus: string }
  | { nearest: { id: string; name: string }[]; unclear: boolean }

export interface PlaceBook {
  get: (id: string) => KnownPlace | undefined
  add: (place: KnownPlace) => void
  /** A place of this type and name; `parentId` narrows where names repeat (1号楼 stands in every yard). */
  named: (type: string, name: string, parentId?: string) => KnownPlace | undefined
  /** What a written place means: the register's name or alias, with extra words as locus. */
  resolve: (said: string) => Found
  all: () => Iterable<KnownPlace>
}

const MOST_NEAREST = 3
/** 1号楼 stands in every yard: as a guess it helps nobody. */
const BELOW_YARD = new Set(['building', 'unit', 'household'])

export function placeBook(places: Iterable<KnownPlace>): PlaceBook {
  const byId = new Map<string, KnownPlace>()
  const byTypeAndName = new Map<string, KnownPlace[]>()
  const answers = new Map<string, Found>()
  let finder: ReturnType<typeof placeFinder> | undefined

  const add = (place: KnownPlace): void => {
    answers.clear()
    finder = undefined
    byId.set(place.id, place)
    const key = `${place.type}\n${foldKey(place.name)}`
    byTypeAndName.set(key, [...(byTypeAndName.get(key) ?? []).filter((one) => one.id !== place.id), place])
  }
  for (const place of places) add(place)

  const resolve = (said: string): Found => {
    const before = answers.get(said)
    if (before) return before
    finder ??= placeFinder([...byId.values()])
    const found = secondPlace(said) ?? finder(said)
    const answer: Found = 'placeId' in found
      ? { placeId: found.placeId, locus: found.locus }
      : {
          nearest: (found.nearest.length > 0 ? found.nearest : mostAlike(said)).slice(0, MOST_NEAREST).map((near) => ({ id: near.placeId, name: near.name })),
          unclear: (found.nearest[0]?.score ?? 0) === 1,
        }
    answers.set(said, answer)
    return answer
  }

  /** 利民小区、南关小区: one row at two places can be counted at neither. */
  const secondPlace = (said: string): { nearest: { placeId: string; name: string; score: number }[] } | null => {
    const parts = splitList(said)
    if (parts.length < 2) return null
    const ids = parts.map((part) => finder!(part)).flatMap((found) => ('placeId' in found ? found.placeId : []))
    const distinct = [...new Set(ids)]
    return distinct.length < 2 ? null : { nearest: distinct.map((placeId) => ({ placeId, name: byId.get(placeId)!.name, score: 1 })) }
  }

  /** Where nothing is near, the least far: a clerk may still recognise what was meant. */
  const mostAlike = (said: string): { placeId: string; name: string }[] => {
    const key = foldKey(said)
    return [...byId.values()]
      .filter((place) => !BELOW_YARD.has(place.type))
      .map((place) => ({ placeId: place.id, name: place.name, score: likeness(key, foldKey(place.name)) }))
      .filter((one) => one.score > 0)
      .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_NEAREST)
  }

  return {
    get: (id) => byId.get(id),
    add,
    named: (type, name, parentId) => {
      const all = byTypeAndName.get(`${type}\n${foldKey(name)}`) ?? []
      return all.find((place) => parentId === undefined || place.parentId === parentId)
    },
    resolve,
    all: () => byId.values(),
  }
}
