import type { Day } from '#kernel/days.ts'
import type { Tx } from '#kernel/node/db.ts'
import { firstToAnswer } from './routing-rules.ts'
import { dutiesAt } from './store-doer.ts'

/**
 * The one body that answers for a place on a day: the nearest duty upwards, a unit before its people. Null when nobody
 * does — then it is the community's own, and a gap in the duties.
 */
export async function responsibleAt(
  tx: Tx,
  community: string,
  placeId: string | null,
  day: Day,
): Promise<string | null> {
  return firstToAnswer(await dutiesAt(tx, community, placeId, day))?.partyId ?? null
}
