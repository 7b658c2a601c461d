import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import { sourceAddress } from '#kernel/node/source-address.ts'
import type { Reader } from '#kernel/reader.ts'
import { type SnapGate, snapGateOf } from './snap-gate.ts'
import { residentIn } from './snap-reader.ts'
import { findSnapCommunity } from './store-snap.ts'

/** Of one day: what one address may send, and what it may look up. */
const MOST_SENT = 40
const MOST_LOOKS = 400
/** Whatever is written through the page of one community in a day, joins and answers too. */
const MOST_WRITES = 2_000

export interface Visit {
  gate: SnapGate
  lane: SnapGate['read']
  code: string
}

/** Works for a resident in the community of a public page, behind its narrow door. @throws request.not-found */
export async function asResident<T>(
  app: App,
  { gate, lane, code }: Visit,
  work: (tx: Tx, reader: Reader, name: string) => Promise<T>,
): Promise<T> {
  return lane(async () => {
    const { id, name } = await app.db.asGate((tx) => findSnapCommunity(tx, code))
    if (lane === gate.write) gate.count(`of ${id}`, MOST_WRITES, app.now())
    const reader = residentIn(id)
    return app.db.asReader(reader, (tx) => work(tx, reader, name))
  })
}

/** Counts a visit against what its address may do in a day. @throws snap.enough */
export function visit(app: App, request: { ip: string }, code: string, kind: 'look' | 'send' | 'page'): Visit {
  const gate = snapGateOf(app)
  const most = { page: Infinity, look: MOST_LOOKS, send: MOST_SENT }[kind]
  if (most !== Infinity) gate.count(`${kind} ${sourceAddress(request.ip)}`, most, app.now())
  return { gate, code, lane: kind === 'send' ? gate.write : gate.read }
}
