import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import type { Reader } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { getPlace } from './store-read.ts'
import { savePlaces } from './store-save.ts'

/**
 * Remembers other words for places, as a clerk teaches them when mending a row; one place's words together are one
 * correction. @throws place.alias-taken when the word means another place, place.unknown
 */
export async function learnAliases(
  tx: Tx,
  reader: Reader,
  items: { alias: string; placeId: string }[],
  now: Date,
): Promise<Saved[]> {
  await takeTurn(tx, reader.communityId)
  const drafts = []
  for (const placeId of new Set(items.map((item) => item.placeId))) {
    const { id, type, name, parentId, validFrom, aliases } = await getPlace(tx, reader, placeId)
    const learnt = items.filter((item) => item.placeId === placeId).map((item) => item.alias)
    drafts.push({ id, type, name, parentId, validFrom, attrs: {}, aliases: [...aliases, ...learnt] })
  }
  const saved = new Map((await savePlaces(tx, reader, drafts, now)).saved.map((one) => [one.id, one]))
  return items.map((item) => saved.get(item.placeId)!)
}
