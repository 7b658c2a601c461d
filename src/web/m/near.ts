import type { Point } from '#kernel/point.ts'
import type { PlaceNode } from '#slices/places/schema.ts'

/** Where places are that the office's register knows no point of, as this phone learnt it: place → point. */
export type Spots = Readonly<Record<string, Point>>

const EARTH_M = 6_371_000
const RADIANS = Math.PI / 180

/** Metres between two points on the ground; exact to a few thousandths, which is more than a phone knows. */
export function distanceM([lon, lat]: Point, [otherLon, otherLat]: Point): number {
  const half = (from: number, to: number): number => Math.sin(((to - from) * RADIANS) / 2) ** 2
  const chord = half(lat, otherLat) + Math.cos(lat * RADIANS) * Math.cos(otherLat * RADIANS) * half(lon, otherLon)
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

export interface Near {
  place: PlaceNode
  metres: number
}

/** Farther away nobody is who stands at a place of this community. */
const FARTHEST_M = 3_000

/** Places whose position is known and that are within reach: those the person answers for first, then the nearest. */
export function nearestFirst(places: readonly PlaceNode[], at: Point, spots: Spots): Near[] {
  return places
    .flatMap((place) => {
      const spot = place.at ?? spots[place.id]
      const metres = spot ? distanceM(at, spot) : Infinity
      return metres <= FARTHEST_M ? [{ place, metres }] : []
    })
    .toSorted((a, b) => Number(b.place.mine) - Number(a.place.mine) || a.metres - b.metres)
}

const SURE_M = 150

/** The one place it can only be: close by, and nothing else half as close again. Null when that is not so plain. */
export function plainlyAt([first, second]: readonly Near[]): string | null {
  if (!first || first.metres > SURE_M) return null
  return !second || second.metres > 2 * first.metres + 20 ? first.place.id : null
}
