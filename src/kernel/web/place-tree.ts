import { CHINESE_NUMERAL, chineseNumber } from '#kernel/chinese-number.ts'
import type { PlaceLeaf } from './use-places.ts'

export interface PlaceBranch {
  value: string
  title: string
  /** Names from the top down, for finding 第一网格 的 和平小区 by either. */
  search: string
  children: PlaceBranch[]
}

const collator = new Intl.Collator('zh-CN', { numeric: true })
const NUMERALS = new RegExp(`[${CHINESE_NUMERAL}]+`, 'g')

/** 第一网格, 第二网格, 第十网格: by number, where plain pinyin order would put 二 before 一. */
export function compareNames(a: string, b: string): number {
  return collator.compare(withDigits(a), withDigits(b)) || collator.compare(a, b)
}

function withDigits(name: string): string {
  return name.replace(NUMERALS, (numeral) => String(chineseNumber(numeral) ?? numeral))
}

/** The flat list as a tree, grids first, siblings in the order of their names; a place whose parent is not seen stands at the top. */
export function placeTree(places: readonly PlaceLeaf[]): PlaceBranch[] {
  const branches = new Map<string, PlaceBranch>()
  for (const place of places)
    branches.set(place.id, { value: place.id, title: place.name, search: place.name, children: [] })
  const grids = new Set(places.filter((place) => place.type === 'grid').map((place) => place.id))
  const rank = (branch: PlaceBranch): number => (grids.has(branch.value) ? 0 : 1)
  const top: PlaceBranch[] = []
  for (const place of places) {
    const parent = place.parentId === null ? undefined : branches.get(place.parentId)
    ;(parent?.children ?? top).push(branches.get(place.id)!)
  }
  const settle = (list: PlaceBranch[], above: string) => {
    list.sort((a, b) => rank(a) - rank(b) || compareNames(a.title, b.title))
    for (const branch of list) {
      branch.search = `${above}${branch.title}`
      settle(branch.children, `${branch.search} `)
    }
  }
  settle(top, '')
  return top
}
