import { useEffect, useMemo, useState } from 'react'
import type { PlaceNode } from '#slices/places/schema.ts'
import { type Near, nearestFirst, type Spots } from './near.ts'
import { spotsOf } from './spots.ts'
import { type Position, usePosition } from './use-position.ts'
import type { Who } from './who.ts'

/** The places near where the person stands, as far as that is known. `anyPoint`: whether any lies somewhere. */
export function useNear(
  who: Who,
  places: readonly PlaceNode[],
  mayLook = true,
): { near: readonly Near[]; position: Position; anyPoint: boolean } {
  const position = usePosition(mayLook)
  const [spots, setSpots] = useState<Spots>({})
  useEffect(() => {
    spotsOf(who).then(setSpots, () => {})
  }, [who])
  const { at } = position
  const near = useMemo(
    () =>
      at
        ? nearestFirst(
            places.filter((place) => place.type !== 'grid'),
            at,
            spots,
          )
        : [],
    [places, at, spots],
  )
  const anyPoint = useMemo(() => places.some((place) => place.at ?? spots[place.id]), [places, spots])
  return { near, position, anyPoint }
}
