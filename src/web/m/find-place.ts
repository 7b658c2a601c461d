import type { PlaceNode } from '#slices/places/schema.ts'

// The first characters of each letter in the order every browser sorts Chinese by; no dictionary is shipped.
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ'
const FIRSTS = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀']
const order = new Intl.Collator('zh-CN-u-co-pinyin')

/** 槐荫小区 → HYXQ. What is no Chinese character stays itself. */
function initialsOf(text: string): string {
  return [...text].map(initialOf).join('').toUpperCase()
}

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character
  let letter = character
  for (const [index, first] of FIRSTS.entries()) if (order.compare(first, character) <= 0) letter = LETTERS[index]!
  return letter
}

/** Whole name as a clerk says it: 第一网格 / 槐荫小区. */
export function pathOf(place: PlaceNode, byId: ReadonlyMap<string, PlaceNode>): string {
  const parent = place.parentId === null ? undefined : byId.get(place.parentId)
  return parent ? `${parent.name} · ${place.name}` : place.name
}

/** Places whose name holds these words, or whose initials do; own ones first. */
export function findPlaces(places: readonly PlaceNode[], typed: string, most: number): PlaceNode[] {
  const words = typed.trim()
  if (words === '') return []
  const letters = words.toUpperCase()
  const byLetters = /^[A-Z0-9]+$/.test(letters)
  const fits = (place: PlaceNode): boolean =>
    place.name.includes(words) || (byLetters && initialsOf(place.name).includes(letters))
  return places
    .filter(fits)
    .sort((a, b) => Number(b.mine) - Number(a.mine))
    .slice(0, most)
}
