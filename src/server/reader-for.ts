import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { SignedIn } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { isOneOf, type Reader, ROLES_ABOVE, ROLES_OF_ACCOUNTS, ROLES_OF_PLACES } from '#kernel/reader.ts'
import { dutyPlaces } from '#slices/duties/store-duty-places.ts'
import { accountProblems } from '#slices/people/account-problems.ts'
import { communitiesOf, formerCommunity, nodesUpTo } from '#slices/people/role-store.ts'

/**
 * The reader of a request in the community named by its code. A community one has no role in looks the same as one
 * that does not exist.
 * @throws request.not-found, totp.required
 */
export async function readerFor(
  app: App,
  signedIn: SignedIn,
  communityCode: string,
  formerToo: boolean = false,
): Promise<Reader> {
  const today = dayAt(app.now())
  const { community, nodes } = await app.db.asGate(async (tx) => {
    const [found] = await communitiesOf(tx, signedIn.accountId, today, communityCode)
    if (!found) {
      const former = formerToo ? await formerCommunity(tx, signedIn.accountId, today, communityCode) : undefined
      if (!former) throw problems['request.not-found']()
      return { community: { id: former, role: 'volunteer' as const, requireTotp: false, former: true }, nodes: [] }
    }
    const isAbove = isOneOf(ROLES_ABOVE, found.role)
    return {
      community: { ...found, former: false },
      nodes: isAbove ? await nodesUpTo(tx, found.id, found.heldAt) : [found.id],
    }
  })
  const { role } = community
  if (community.requireTotp && !signedIn.totp && isOneOf(ROLES_OF_ACCOUNTS, role)) {
    throw accountProblems['totp.required']()
  }
  const parties = [signedIn.partyId, signedIn.unitId].filter((id) => id !== null)
  const reader: Reader = {
    accountId: signedIn.accountId,
    actor: signedIn.actor,
    name: signedIn.name,
    role,
    communityId: community.id,
    nodes,
    places: null,
    parties,
    deviceId: `web:${signedIn.sessionId}`,
    language: signedIn.language,
  }
  // The system administrator keeps accounts and settings; no row of the business is theirs, not even a sum.
  const nowhere: Reader = { ...reader, nodes: [], places: [] }
  if (role === 'system') return nowhere
  if (community.former) return { ...nowhere, parties: [], former: true }
  if (!isOneOf(ROLES_OF_PLACES, role)) return reader
  // Their rows end where their duties end; someone without a duty sees what they recorded themselves.
  if (parties.length === 0) return nowhere
  const places = await app.db.asReader(nowhere, (tx) => dutyPlaces(tx, community.id, parties, today))
  return { ...nowhere, places }
}

/**
 * The reader of a request that looks over every community below the offices an account works at; only for reading.
 * @throws access.denied when it works at none
 */
export async function readerAbove(app: App, signedIn: SignedIn): Promise<Reader> {
  const mine = await app.db.asGate((tx) => communitiesOf(tx, signedIn.accountId, dayAt(app.now())))
  const below = mine.filter((community) => isOneOf(ROLES_ABOVE, community.role))
  const [first] = below
  if (!first) throw problems['access.denied']()
  const communities = below.map((community) => community.id)
  return {
    accountId: signedIn.accountId,
    actor: signedIn.actor,
    name: signedIn.name,
    role: first.role,
    communityId: first.id,
    communities,
    nodes: [...new Set([...communities, ...below.map((community) => community.heldAt)])],
    places: null,
    parties: [],
    deviceId: `web:${signedIn.sessionId}`,
    language: signedIn.language,
  }
}
