import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { SignedIn } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { dutyPlaces } from '#slices/duties/store-duty-places.ts'
import { communitiesOf } from '#slices/people/account-store.ts'

/**
 * The reader of a request in the community named by its code. A community one has no role in looks the same as one
 * that does not exist.
 */
export async function readerFor(app: App, signedIn: SignedIn, communityCode: string): Promise<Reader> {
  const today = dayAt(app.now())
  const mine = await app.db.asGate((tx) => communitiesOf(tx, signedIn.accountId, today))
  const community = mine.find((candidate) => candidate.code === communityCode)
  if (!community) throw problems['request.not-found']()
  const reader: Reader = {
    accountId: signedIn.accountId,
    actor: signedIn.actor,
    name: signedIn.name,
    role: community.role,
    communityId: community.id,
    nodes: [community.id],
    places: null,
    deviceId: `web:${signedIn.sessionId}`,
    language: signedIn.language,
  }
  if (community.role !== 'grid') return reader
  // A grid member's rows end where their duties end; someone without a duty sees what they recorded themselves.
  const nowhere = { ...reader, places: [] }
  const { partyId } = signedIn
  const places = partyId ? await app.db.asReader(nowhere, (tx) => dutyPlaces(tx, community.id, partyId, today)) : []
  return { ...reader, places }
}
