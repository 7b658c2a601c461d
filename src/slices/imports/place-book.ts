import { cutText } from '#kernel/cut-text.ts'
import { chineseNumber } from '#kernel/chinese-number.ts'
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

type Found = { placeId: string; locus: string } | { nearest: { id: string; name: string }[]; unclear: boolean }

export interface PlaceBook {
  get: (id: string) => KnownPlace | undefined
  add: (place: KnownPlace) => void
  /** A place of this type and name; `parentId` narrows where names repeat (1号楼 stands in every yard). */
  named: (type: string, name: string, parentId?: string) => KnownPlace | undefined
  /** As named, else the only one of the same number: 1号楼 for 1#, 第一网格 for 1网格 or a bare 1. */
  numbered: (type: 'grid' | 'building', name: string, parentId?: string) => KnownPlace | undefined
  /** What a written place means: the register's name or alias, with extra words as locus. */
  resolve: (said: string) => Found
  all: () => Iterable<KnownPlace>
}

const MOST_NEAREST = 3
const LONGEST_COMPARED = 30
/** 1号楼 stands in every yard: as a guess it helps nobody. */
const BELOW_YARD = new Set(['building', 'unit', 'household'])

const NUMBERED = {
  grid: /^第?(\d+|[零〇一二三四五六七八九十百]+)(?:号|个)?(?:网格)?$/,
  building: /^(\d+|[零〇一二三四五六七八九十百]+)(?:#|号)?(?:居民)?(?:楼|栋|幢|座)?楼?$/,
}

/** The number that is all a name says, with its type and, below a yard, the yard; null for any other name. */
function numberKey(type: string, name: string, parentId: string | null): string | null {
  if (type !== 'grid' && type !== 'building') return null
  const digits = NUMBERED[type].exec(foldKey(name))?.[1]
  if (digits === undefined) return null
  return `${type}\n${/\d/.test(digits) ? Number(digits) : chineseNumber(digits)}\n${type === 'building' ? (parentId ?? '') : ''}`
}

export function placeBook(places: Iterable<KnownPlace>): PlaceBook {
  const byId = new Map<string, KnownPlace>()
  const byTypeAndName = new Map<string, KnownPlace[]>()
  const byNumber = new Map<string, KnownPlace[]>()
  const answers = new Map<string, Found>()
  let finder: ReturnType<typeof placeFinder> | undefined

  const add = (place: KnownPlace): void => {
    answers.clear()
    finder = undefined
    byId.set(place.id, place)
    const key = `${place.type}\n${foldKey(place.name)}`
    byTypeAndName.set(key, [...(byTypeAndName.get(key) ?? []).filter((one) => one.id !== place.id), place])
    const number = numberKey(place.type, place.name, place.parentId)
    if (number !== null)
      byNumber.set(number, [...(byNumber.get(number) ?? []).filter((one) => one.id !== place.id), place])
  }
  for (const place of places) add(place)

  const resolve = (said: string): Found => {
    const before = answers.get(said)
    if (before) return before
    finder ??= placeFinder([...byId.values()])
    const whole = finder(said)
    const exactly = 'placeId' in whole && whole.locus === ''
    const found = (exactly ? null : secondPlace(said)) ?? whole
    const answer: Found =
      'placeId' in found
        ? { placeId: found.placeId, locus: found.locus }
        : {
            nearest: (found.nearest.length > 0 ? found.nearest : mostAlike(said))
              .slice(0, MOST_NEAREST)
              .map((near) => ({ id: near.placeId, name: near.name })),
            unclear: (found.nearest[0]?.score ?? 0) === 1,
          }
    answers.set(said, answer)
    return answer
  }

  /** 利民小区、南关小区: one row at two places can be counted at neither. */
  const secondPlace = (said: string): { nearest: { placeId: string; name: string; score: number }[] } | null => {
    const listed = splitList(said)
    // 祥和苑 is one name: words that join are only tried where the signs between names told nothing.
    for (const parts of [
      listed,
      listed.flatMap((part) => part.split(/以及|[和及与至到]/)).filter((part) => part !== ''),
    ]) {
      if (parts.length < 2) continue
      const ids = parts.map((part) => finder!(part)).flatMap((found) => ('placeId' in found ? found.placeId : []))
      const distinct = [...new Set(ids)]
      if (distinct.length >= 2)
        return { nearest: distinct.map((placeId) => ({ placeId, name: byId.get(placeId)!.name, score: 1 })) }
    }
    return null
  }

  /** Where nothing is near, the least far: a clerk may still recognise what was meant. */
  const mostAlike = (said: string): { placeId: string; name: string }[] => {
    const key = cutText(foldKey(said), LONGEST_COMPARED)
    return [...byId.values()]
      .filter((place) => !BELOW_YARD.has(place.type))
      .map((place) => ({ placeId: place.id, name: place.name, score: likeness(key, foldKey(place.name)) }))
      .filter((one) => one.score > 0)
      .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_NEAREST)
  }

  const named = (type: string, name: string, parentId?: string): KnownPlace | undefined => {
    const all = byTypeAndName.get(`${type}\n${foldKey(name)}`) ?? []
    return all.find((place) => parentId === undefined || place.parentId === parentId)
  }

  return {
    get: (id) => byId.get(id),
    add,
    named,
    numbered: (type, name, parentId) => {
      const exactly = named(type, name, parentId)
      const key = exactly ? null : numberKey(type, name, parentId ?? null)
      const same = key === null ? [] : (byNumber.get(key) ?? [])
      return exactly ?? (same.length === 1 ? same[0] : undefined)
    },
    resolve,
    all: () => byId.values(),
  }
}
