import { foldKey } from '#kernel/fold-text.ts'
import type { Change } from '#kernel/plan-saves.ts'
import { placeProblems } from './problems.ts'
import { COMMUNITY, fitsBelow, MOST_LEVELS, type PlaceBody, spansMeet } from './rules.ts'
import { typeLabel, typeOf } from './store-types.ts'

/**
 * Whether the tree holds after the changes: every place below one that exists, fits and still stands, no circle, no
 * two places of one type and name side by side at the same time.
 * @param tree every place as it will stand, the changed ones included
 * @throws the first place.* problem met
 */
export function checkTree(tree: ReadonlyMap<string, PlaceBody>, changes: Change<PlaceBody>[]): void {
  const children = new Map<string | null, string[]>()
  for (const [id, { parentId }] of tree) {
    const list = children.get(parentId)
    if (list) list.push(id)
    else children.set(parentId, [id])
  }
  for (const { id, body, before } of changes) {
    checkAbove(tree, id, body, before ? levelsBelow(children, id) : 0)
    if (before) checkBelow(tree, children.get(id) ?? [], body)
  }
  checkNames(tree, children, changes)
}

function levelsBelow(children: ReadonlyMap<string | null, string[]>, id: string, guard = MOST_LEVELS): number {
  const below = guard > 0 ? (children.get(id) ?? []) : []
  return below.reduce((most, child) => Math.max(most, 1 + levelsBelow(children, child, guard - 1)), 0)
}

function checkAbove(tree: ReadonlyMap<string, PlaceBody>, id: string, body: PlaceBody, below: number): void {
  const { name, parentId } = body
  const parent = parentId === null ? null : tree.get(parentId)
  if (parent === undefined) throw placeProblems['place.parent-unknown']({ name }, 'parentId')
  const type = typeOf(body.type)!
  if (!fitsBelow(type, parent?.type ?? null)) {
    const allowed = type.parents.map((code) => (code === COMMUNITY ? '社区' : typeLabel(code))).join('、')
    const above = parent ? `${typeLabel(parent.type)}“${parent.name}”` : '社区'
    throw placeProblems['place.parent-unfit']({ name, type: type.label, parent: above, allowed }, 'parentId')
  }
  if (parent?.validTo && (body.validTo === null || body.validTo > parent.validTo)) {
    throw placeProblems['place.parent-closed']({ name, parent: parent.name, day: parent.validTo }, 'parentId')
  }
  let levels = 1
  for (let at = parentId; at !== null; at = tree.get(at)?.parentId ?? null) {
    if (at === id) throw placeProblems['place.circle']({ name }, 'parentId')
    levels += 1
    if (levels > tree.size + 1) throw placeProblems['place.circle']({ name }, 'parentId')
  }
  if (levels + below > MOST_LEVELS) throw placeProblems['place.too-deep']({ name, most: MOST_LEVELS }, 'parentId')
}

function checkBelow(tree: ReadonlyMap<string, PlaceBody>, children: string[], body: PlaceBody): void {
  const { name, validTo } = body
  const below = children.map((id) => tree.get(id)!)
  const unfit = below.find((child) => {
    const type = typeOf(child.type)
    return type && !fitsBelow(type, body.type)
  })
  if (unfit) {
    const names = { name, type: typeLabel(body.type), child: unfit.name, childType: typeLabel(unfit.type) }
    throw placeProblems['place.children-unfit'](names, 'type')
  }
  const longer = validTo === null ? [] : below.filter((child) => child.validTo === null || child.validTo > validTo)
  if (longer.length > 0) {
    throw placeProblems['place.children-stand']({ name, count: longer.length, child: longer[0]!.name }, 'validTo')
  }
}

function checkNames(
  tree: ReadonlyMap<string, PlaceBody>,
  children: ReadonlyMap<string | null, string[]>,
  changes: Change<PlaceBody>[],
): void {
  for (const parentId of new Set(changes.map((change) => change.body.parentId))) {
    const changed = new Set(changes.filter((change) => change.body.parentId === parentId).map((change) => change.id))
    const seen = new Map<string, PlaceBody[]>()
    // Those that stood before come first, so that the newcomer is the one refused.
    const siblings = [...(children.get(parentId) ?? [])].sort((a, b) => Number(changed.has(a)) - Number(changed.has(b)))
    for (const id of siblings) {
      const body = tree.get(id)!
      const key = `${body.type} ${foldKey(body.name)}`
      const same = seen.get(key) ?? []
      if (changed.has(id) && same.some((other) => spansMeet(other, body))) {
        const where = parentId === null ? '本社区' : `“${tree.get(parentId)!.name}”下`
        throw placeProblems['place.twice']({ where, type: typeLabel(body.type), name: body.name }, 'name')
      }
      seen.set(key, [...same, body])
    }
  }
}
