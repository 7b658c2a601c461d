import type { Point } from '#kernel/point.ts'
import { disk } from './phone.ts'
import type { Spots } from './near.ts'
import type { Who } from './who.ts'

// Where a place lies, as photos taken there say: one point a place, no time beside it, so it tells nothing of where a
// person was when. It never leaves the phone.
const keyOf = ({ accountId, community }: Who): string => `spots:${accountId}:${community}`

export const spotsOf = async (who: Who): Promise<Spots> => (await disk.kept<Spots>(keyOf(who))) ?? {}

export async function learnSpot(who: Who, placeId: string, at: Point): Promise<void> {
  await disk.keep(keyOf(who), { ...(await spotsOf(who)), [placeId]: [rough(at[0]), rough(at[1])] } satisfies Spots)
}

/** Ten metres: what a place is large. */
const rough = (degrees: number): number => Number(degrees.toFixed(4))
