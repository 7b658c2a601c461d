import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { SignedIn } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import type { Reader } from '#kernel/reader.ts'
import { accountProblems } from './account-problems.ts'
import { officesKeptBy } from './role-store.ts'

/**
 * Works in an office above, on its accounts and nothing else: the reader is its system administrator and sees no row of
 * the business. An office one keeps no accounts of looks the same as one that does not exist.
 * @throws session.missing, request.not-found, totp.required
 */
export async function inOffice<T>(
  app: App,
  signedIn: SignedIn | null,
  code: string,
  work: (tx: Tx, reader: Reader) => Promise<T>,
): Promise<T> {
  if (!signedIn) throw problems['session.missing']()
  const [office] = await app.db.asGate((tx) => officesKeptBy(tx, signedIn.accountId, dayAt(app.now()), code))
  if (!office) throw problems['request.not-found']()
  if (office.requireTotp && !signedIn.totp) throw accountProblems['totp.required']()
  const reader: Reader = {
    accountId: signedIn.accountId,
    actor: signedIn.actor,
    name: signedIn.name,
    role: 'system',
    communityId: office.id,
    nodes: [],
    places: [],
    parties: [],
    deviceId: `web:${signedIn.sessionId}`,
    language: signedIn.language,
  }
  return app.db.asReader(reader, (tx) => work(tx, reader))
}
