/** Whom a problem goes to first, by what they answer for: the unit that contracted the place, then its people. */
const ORDER = ['contracted-unit', 'contracted-cadre', 'property-company', 'alley-head', 'grid-head', 'grid-member']

/**
 * The one body that answers, of all who hold a duty: the nearest upwards (distance 0 = on the place itself), a unit
 * before its people. Undefined when nobody does — then it is the community's own, and a gap in the duties.
 */
export function firstToAnswer<D extends { role: string; distance: number }>(duties: readonly D[]): D | undefined {
  return duties
    .filter((duty) => ORDER.includes(duty.role))
    .toSorted((a, b) => a.distance - b.distance || ORDER.indexOf(a.role) - ORDER.indexOf(b.role))[0]
}
