import { type Days, shared, type Span, uncovered, within } from './rules.ts'

/** Places somebody must be contracted to. */
export const WATCHED_TYPES = ['grid', 'yard', 'alley']

export interface WatchedPlace extends Span {
  id: string
  parentId: string | null
  type: string
}

export interface HeldDuty extends Span {
  id: string
  partyId: string
  role: string
  placeId: string
}

export interface RoleRule {
  code: string
  contracts: boolean
  exclusive: boolean
}

export interface Gap extends Days {
  placeId: string
  /** Still without anybody at the end of the period. */
  open: boolean
}

export interface Overlap extends Days {
  placeId: string
  role: string
  duties: HeldDuty[]
}

/**
 * Days on which a grid, yard or alley stood with nobody contracted to it. A duty on a place answers for everything
 * below it too.
 */
export function gapsIn(period: Days, places: WatchedPlace[], duties: HeldDuty[], roles: RoleRule[]): Gap[] {
  const contracting = new Set(roles.filter((role) => role.contracts).map((role) => role.code))
  const held = groupBy(
    duties.filter((duty) => contracting.has(duty.role)),
    (duty) => duty.placeId,
  )
  const byId = new Map(places.map((place) => [place.id, place]))
  return places
    .filter((place) => WATCHED_TYPES.includes(place.type))
    .flatMap((place) => {
      const stood = within(place, period)
      if (!stood) return []
      const answering: HeldDuty[] = []
      let at: WatchedPlace | undefined = place
      for (let level = 0; at && level < 16; level += 1) {
        answering.push(...(held.get(at.id) ?? []))
        at = at.parentId === null ? undefined : byId.get(at.parentId)
      }
      return uncovered(stood, answering).map((days) => ({ ...days, placeId: place.id, open: days.to === period.to }))
    })
}

/** Days on which two hold, on the same place itself, a role that one holds alone. */
export function overlapsIn(period: Days, duties: HeldDuty[], roles: RoleRule[]): Overlap[] {
  const exclusive = new Set(roles.filter((role) => role.exclusive).map((role) => role.code))
  const groups = groupBy(
    duties.filter((duty) => exclusive.has(duty.role)),
    (duty) => `${duty.placeId} ${duty.role}`,
  )
  return [...groups.values()].flatMap((group) =>
    group.length < 2
      ? []
      : shared(period, group).map(({ from, to, items }) => ({
          from,
          to,
          placeId: group[0]!.placeId,
          role: group[0]!.role,
          duties: items,
        })),
  )
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
