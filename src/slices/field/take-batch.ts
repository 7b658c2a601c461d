import type { BatchReply, ItemReply } from './schema.ts'
import { Operation } from './schema.ts'
import { type Decision, decide, type KnownVersion, replyOf } from './decide-rules.ts'
import { operationText } from './operation-text.ts'

/** What became of applying an operation to the business. */
export type Applied =
  | { outcome: 'applied'; position: number; problem: null }
  /** It cannot be applied by this person now, but somebody may settle it: a right lost, a conflict. */
  | { outcome: 'quarantined'; problem: string }
  /** It can never be applied as it is. */
  | { outcome: 'refused'; problem: string }

/** One transaction of the server: everything in it is durable together, or nothing is. */
export interface FieldTx {
  known: (deviceId: string, operationId: string) => Promise<KnownVersion[]>
  chained: (deviceId: string, deviceSeq: number) => Promise<{ id: string; version: number; hash: string } | null>
  apply: (operation: Operation, corrects: boolean) => Promise<Applied>
  keep: (deviceId: string, operation: Operation, outcome: KnownVersion) => Promise<void>
  /** Keeps what came under a name that is taken, for a person to look at. */
  keepConflict: (deviceId: string, operation: Operation, why: 'content' | 'fork') => Promise<void>
}

export interface FieldStore {
  inTransaction: <T>(work: (tx: FieldTx) => Promise<T>) => Promise<T>
  /** Of the photos a device owes: which may be sent now, and which are here. Only what it announced with a record. */
  photos: (deviceId: string, owed: readonly string[]) => Promise<{ slots: string[]; have: string[] }>
  /** The position of the last backup that left the machine, and when it was begun. */
  backup: () => Promise<{ watermark: number; backedUpAt: number }>
  epoch: () => Promise<number>
  hash: (text: string) => Promise<string>
  now: () => Date
  /** Whether an error means "not now" (a lost connection, a full disk) rather than "never". */
  isPassing: (error: unknown) => boolean
  sayConflict: (why: 'content' | 'fork') => string
  sayBroken: (what: string) => string
}

/**
 * Takes what a phone sent: each operation in a transaction of its own, so that a poisoned one never holds up the rest,
 * and each answered on its own, after its commit. Sending the same again changes nothing and is answered the same.
 */
export async function takeBatch(
  store: FieldStore,
  deviceId: string,
  sent: readonly unknown[],
  owed: readonly string[],
): Promise<BatchReply> {
  const items: ItemReply[] = []
  for (const one of sent) items.push(await takeOne(store, deviceId, one))
  return {
    items,
    ...(await store.photos(deviceId, owed)),
    ...(await store.backup()),
    epoch: await store.epoch(),
    serverTime: store.now().toISOString(),
  }
}

async function takeOne(store: FieldStore, deviceId: string, sent: unknown): Promise<ItemReply> {
  const read = Operation.safeParse(sent)
  const name = sent as { id?: unknown; version?: unknown } | null
  const id = String(name?.id ?? '').slice(0, 60)
  const version = Number.isInteger(name?.version) ? (name!.version as number) : 0
  const refused = (problem: string): ItemReply => ({ id, version, outcome: 'refused', position: 0, problem })
  if (!read.success) return refused(store.sayBroken(read.error.issues[0]?.path.join('.') ?? ''))
  const operation = read.data
  // Bytes that changed on the way are not this operation.
  if ((await store.hash(operationText(operation.act, operation.photos))) !== operation.hash)
    return { ...refused(store.sayBroken('hash')), outcome: 'later' }
  try {
    return await store.inTransaction((tx) => settle(store, tx, deviceId, operation))
  } catch (error) {
    if (!store.isPassing(error)) throw error
    return { id, version, outcome: 'later', position: 0, problem: null }
  }
}

async function settle(store: FieldStore, tx: FieldTx, deviceId: string, operation: Operation): Promise<ItemReply> {
  const { id, version, hash } = operation
  const known = await tx.known(deviceId, id)
  const decision: Decision = decide(operation, known, await tx.chained(deviceId, operation.deviceSeq))
  if (decision.do === 'answer') return decision.reply
  if (decision.do === 'quarantine') {
    await tx.keepConflict(deviceId, operation, decision.why)
    return { id, version, outcome: 'quarantined', position: 0, problem: store.sayConflict(decision.why) }
  }
  const result: Applied =
    decision.do === 'pass'
      ? { outcome: 'applied', position: Math.max(...known.map((one) => one.position)), problem: null }
      : await tx.apply(operation, decision.corrects)
  const position = result.outcome === 'applied' ? result.position : 0
  const row: KnownVersion = { version, hash, outcome: result.outcome, position, problem: result.problem }
  await tx.keep(deviceId, operation, row)
  return replyOf(id, row)
}
