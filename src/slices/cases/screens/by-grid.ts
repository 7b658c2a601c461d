import { compareNames } from '#kernel/web/place-tree.ts'
import type { PlaceLeaf } from '#kernel/web/use-places.ts'
import type { CasePlace } from '../place-schema.ts'

export interface GridGroup {
  /** Null: places that stand in no grid. */
  id: string | null
  name: string | null
  rows: CasePlace[]
}

/** Places under the grid they stand in, grids in the order of their numbers; within one the order stays as it came. */
export function byGrid(rows: readonly CasePlace[], places: readonly PlaceLeaf[]): GridGroup[] {
  const leafOf = new Map(places.map((place) => [place.id, place]))
  const gridOf = (id: string): PlaceLeaf | undefined => {
    let place = leafOf.get(id)
    while (place && place.type !== 'grid') place = place.parentId === null ? undefined : leafOf.get(place.parentId)
    return place
  }
  const groups = new Map<string | null, GridGroup>()
  for (const row of rows) {
    const grid = gridOf(row.id)
    const group = groups.get(grid?.id ?? null) ?? { id: grid?.id ?? null, name: grid?.name ?? null, rows: [] }
    group.rows.push(row)
    groups.set(group.id, group)
  }
  return [...groups.values()].toSorted((a, b) =>
    a.name === null ? 1 : b.name === null ? -1 : compareNames(a.name, b.name),
  )
}
