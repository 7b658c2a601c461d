import { foldKey } from '#kernel/fold-text.ts'
import { nameEndsHere, namesAnother } from './ends-rules.ts'
import { likeness, likenessAtMost } from './likeness-rules.ts'
import type { PlaceResolution } from './schema.ts'

export interface NamedPlace {
  id: string
  name: string
  parentId: string | null
  aliases: string[]
  validTo: string | null
}

const MOST_NEAREST = 5
const LEAST_LIKENESS = 0.25
/** Words in front of a name that say nothing about which place it is. */
const LEAD = /^\s*(?:在|位于|坐落于|于|对|我们?社区|本社区|社区|我?辖区|本辖区)(?:辖区)?(?:范围)?(?:内|里)?的?\s*/
const PHASE = /^(.{2,}?)第?[0-9零一二三四五六七八九十]+期/
const NEXT_PHASE = /^第?[0-9零一二三四五六七八九十]+期/
/** Between a name and the spot behind it. */
const SEPARATOR = /^[\s,，、;；:：·\-—–()（）[\]【】/]+|[\s,，、;；:：·\-—–(（[【/]+$/g
const BRACKETED = /^\s*[(（[【]([^()（）[\]【】]*)[)）\]】]\s*$/

/**
 * Makes a finder for the written names of one community. A name is found exactly (by name, alias, or with the names
 * above it written in front), else by the longest registered name it begins with, the rest being the spot there. A
 * name that fits several places, or none, gives the nearest ones for a person to choose from.
 */
export function placeFinder(places: NamedPlace[]): (text: string) => PlaceResolution {
  const byId = new Map(places.map((place) => [place.id, place]))
  const byKey = new Map<string, Set<string>>()
  const know = (key: string, id: string): void => {
    if (key === '') return
    const ids = byKey.get(key)
    if (ids) ids.add(id)
    else byKey.set(key, new Set([id]))
  }
  for (const place of places) for (const key of keysOf(place, byId)) know(key, place.id)
  const phased = new Set([...byKey.keys()].flatMap((key) => PHASE.exec(key)?.[1] ?? []))
  const candidates = places.flatMap((place) =>
    [place.name, ...place.aliases].map((word) => ({ place, key: foldKey(word) })),
  )

  const meant = (text: string): { placeId: string; locus: string } | null => {
    const whole = foldKey(text)
    const exact = only(byKey.get(whole), byId)
    if (exact) return { placeId: exact, locus: '' }
    return byKey.has(whole) ? null : longestName(text, whole, byKey, byId, phased)
  }

  return (text) => {
    const found = meant(text)
    if (found) return found
    const whole = foldKey(text)
    // 在利民小区东门: words that only lead up to a name, tried once nothing is called so.
    const bare = byKey.has(whole) ? text : text.replace(LEAD, '')
    return (bare !== text && meant(bare)) || { nearest: nearest(whole, candidates) }
  }
}

/** Its own name and aliases, and the same with one, two … names above it in front: 利民小区3号楼, 第一网格利民小区3号楼. */
function keysOf(place: NamedPlace, byId: ReadonlyMap<string, NamedPlace>): string[] {
  const keys = [place.name, ...place.aliases].map(foldKey)
  const all = [...keys]
  let front = ''
  let above = place.parentId
  for (let level = 0; above !== null && level < 8; level += 1) {
    const parent = byId.get(above)
    if (!parent) break
    all.push(...[parent.name, ...parent.aliases].flatMap((word) => keys.map((key) => foldKey(word) + front + key)))
    front = foldKey(parent.name) + front
    above = parent.parentId
  }
  return all
}

/** The one place meant by these ids: a place still in use wins over closed ones of the same name. */
function only(ids: ReadonlySet<string> | undefined, byId: ReadonlyMap<string, NamedPlace>): string | null {
  if (!ids) return null
  if (ids.size === 1) return [...ids][0]!
  const open = [...ids].filter((id) => byId.get(id)!.validTo === null)
  return open.length === 1 ? open[0]! : null
}

function longestName(
  text: string,
  whole: string,
  byKey: ReadonlyMap<string, Set<string>>,
  byId: ReadonlyMap<string, NamedPlace>,
  phased: ReadonlySet<string>,
): { placeId: string; locus: string } | null {
  for (let cut = whole.length - 1; cut >= 2; cut -= 1) {
    const ids = byKey.get(whole.slice(0, cut))
    if (!ids) continue
    const rest = whole.slice(cut)
    if (!nameEndsHere(whole.slice(0, cut), rest.replace(SEPARATOR, '')) || namesAnother(rest)) continue
    // Where one phase has a place of its own, another one is no spot at the first: 和谐家园 is not 和谐家园三期.
    if (phased.has(whole.slice(0, cut)) && NEXT_PHASE.test(rest)) continue
    const placeId = only(ids, byId)
    // Several places of that name: a shorter name would only hide that it is not clear which one is meant.
    return placeId ? { placeId, locus: locusOf(text, whole.slice(0, cut)) } : null
  }
  return null
}

/** The rest as it was written, not as it was folded. */
function locusOf(text: string, head: string): string {
  const signs = [...text]
  for (let at = 1; at <= signs.length; at += 1) {
    if (foldKey(signs.slice(0, at).join('')) === head)
      return signs.slice(at).join('').replace(BRACKETED, '$1').replace(SEPARATOR, '').trim()
  }
  return ''
}

function nearest(key: string, candidates: { place: NamedPlace; key: string }[]) {
  const best = new Map<string, { placeId: string; name: string; score: number }>()
  const length = [...key].length
  for (const { place, key: known } of candidates) {
    if (likenessAtMost(length, [...known].length) < LEAST_LIKENESS) continue
    const score = Math.round(likeness(key, known) * 1000) / 1000
    const before = best.get(place.id)
    if (score >= LEAST_LIKENESS && (!before || before.score < score)) {
      best.set(place.id, { placeId: place.id, name: place.name, score })
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, MOST_NEAREST)
}
