import type { BlockNode, GroupItem, PointGroup, ReportDoc } from './doc.ts'

/** One open problem as the ledger knows it. */
export interface OpenProblem {
  id: string
  version: number
  day: string | null
  dayTo: string | null
  /** 楼院, 背街小巷, … ; '' when nobody said. */
  pointType: string
  /** The check item if one was given, else the problem in the finder's words. */
  item: string
  /** The place with any extra words; '' when unknown. */
  place: string
  photos: number
}

/** A suggested measure: used when an item holds one of its words. `{place}` is where, `{item}` the item itself. */
export interface SuggestedMeasure {
  words: string[]
  measure: string
}

export const UNNAMED_TYPE = '其他点位'
const MANY = 2
/** Past this length an item is a sentence of its own and is not put into 存在…问题. */
const LONG_ITEM = 14

/**
 * Open problems by point type, then by check item, worst first; what the clerk chose before (order, hidden, own
 * wording) is kept, items no longer open go, new ones come last.
 */
export function groupProblems(open: OpenProblem[], before: PointGroup[]): PointGroup[] {
  const byType = Map.groupBy(open, (problem) => problem.pointType || UNNAMED_TYPE)
  const fresh = [...byType].map(([pointType, problems]): PointGroup => {
    const old = before.find((group) => group.pointType === pointType)
    const items = [...Map.groupBy(problems, (problem) => problem.item)].map(([item, same]): GroupItem => {
      const kept = old?.items.find((candidate) => candidate.item === item)
      return {
        item,
        shown: kept?.shown ?? true,
        wording: kept?.wording ?? null,
        text: problemSentence(pointType, item, placesOf(same)),
        count: same.length,
      }
    })
    return {
      pointType,
      shown: old?.shown ?? true,
      items: inOrder(
        items,
        old?.items ?? [],
        (item) => item.item,
        (item) => item.count,
      ),
    }
  })
  return inOrder(fresh, before, (group) => group.pointType, countOf)
}

/** What is to be done, for the groups of 存在的问题 in their order; own wording of each measure is kept. */
export function groupNextSteps(
  groups: PointGroup[],
  open: OpenProblem[],
  before: PointGroup[],
  suggested: SuggestedMeasure[],
): PointGroup[] {
  return groups.map((group) => {
    const old = before.find((candidate) => candidate.pointType === group.pointType)
    return {
      pointType: group.pointType,
      shown: group.shown,
      items: group.items.map((item): GroupItem => {
        const same = open.filter((p) => (p.pointType || UNNAMED_TYPE) === group.pointType && p.item === item.item)
        return {
          item: item.item,
          shown: item.shown,
          wording: old?.items.find((candidate) => candidate.item === item.item)?.wording ?? null,
          text: measureSentence(group.pointType, item.item, placesOf(same), suggested),
          count: item.count,
        }
      }),
    }
  })
}

/** The problems and nextSteps blocks of a document filled from the problems open now. */
export function fillGroups(doc: ReportDoc, open: OpenProblem[], suggested: SuggestedMeasure[]): ReportDoc {
  const chosen = doc.content.find((node) => node.type === 'problems')?.attrs.groups ?? []
  const groups = groupProblems(open, chosen)
  return {
    type: 'doc',
    content: doc.content.map((node): BlockNode => {
      if (node.type === 'problems') return { type: 'problems', attrs: { groups } }
      if (node.type !== 'nextSteps') return node
      return { type: 'nextSteps', attrs: { groups: groupNextSteps(groups, open, node.attrs.groups, suggested) } }
    }),
  }
}

/** The sentence that is printed. */
export function sentenceOf(item: GroupItem): string {
  return withoutStop(item.wording?.trim() || item.text)
}

export function problemSentence(pointType: string, item: string, places: string[]): string {
  const where = places.length > 0 && places.length <= MANY ? places.join('、') : `部分${pointType}`
  const what = withoutStop(item)
  if (what.length > LONG_ITEM || /[，。；、]/.test(what)) return `${where}${what}`
  return /(?:问题|现象|情况|隐患)$/.test(what) ? `${where}存在${what}` : `${where}存在${what}问题`
}

function measureSentence(pointType: string, item: string, places: string[], suggested: SuggestedMeasure[]): string {
  const where = places.length > 0 && places.length <= MANY ? places.join('、') : `相关${pointType}`
  const what = withoutStop(item)
  const found = suggested.find((candidate) => candidate.words.some((word) => what.includes(word)))
  const measure =
    found?.measure ?? '针对{place}{item}问题，逐处明确责任单位、整改措施和完成时限，整改后及时组织“回头看”'
  return withoutStop(measure.replaceAll('{place}', where).replaceAll('{item}', what).replaceAll('问题问题', '问题'))
}

function placesOf(problems: OpenProblem[]): string[] {
  const named = problems.map((problem) => problem.place)
  // One record without a place makes the list of places incomplete, and an incomplete list misleads.
  return named.includes('') ? [] : [...new Set(named)]
}

function countOf(group: PointGroup): number {
  return group.items.reduce((sum, item) => sum + item.count, 0)
}

function inOrder<T>(fresh: T[], before: T[], name: (item: T) => string, weight: (item: T) => number): T[] {
  const place = new Map(before.map((item, index) => [name(item), index]))
  const rank = (item: T): number => place.get(name(item)) ?? before.length
  return [...fresh].sort((a, b) => rank(a) - rank(b) || weight(b) - weight(a) || (name(a) < name(b) ? -1 : 1))
}

function withoutStop(text: string): string {
  return text.trim().replace(/[。；;，,、\s]+$/, '')
}
