import type { Batch, BatchReply, ItemReply } from './schema.ts'
import { Operation } from './schema.ts'
import { type Decision, decide, type KnownVersion, replyOf } from './decide-rules.ts'
import { brokenText } from '#kernel/clean-texts.ts'
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
  /** Why one more cannot be kept for the office now, in a sentence; null when it can. */
  noRoom?: (operation: Operation) => Promise<string | null>
  /** What is going to be asked for one by one, so that it can be read at once. */
  foresee?: (deviceId: string, operations: readonly Operation[]) => Promise<void>
  /** Applies new records in one go. One that is refused leaves all of them as they were, and an empty answer. */
  applyNew?: (operations: readonly Operation[]) => Promise<Map<Operation, Applied>>
}

export type Marks = Pick<BatchReply, 'watermark' | 'next' | 'epoch'>

export interface FieldStore {
  /** Whose session this is. */
  accountId: string | null
  /** One at a time for one device: what is read in it does not change under it. */
  inTransaction: <T>(work: (tx: FieldTx) => Promise<T>) => Promise<T>
  /** Of the photos a device owes: which may be sent now, and which are here. Only what it announced with a record. */
  photos: (deviceId: string, owed: readonly string[]) => Promise<{ slots: string[]; have: string[] }>
  /** Read after all else: the position of the last backup that left the machine, the next change's, and which life it is. */
  marks: () => Promise<Marks>
  hash: (text: string) => Promise<string>
  now: () => Date
  /** Whether an error means "not now" (a lost connection, a full disk) rather than "never". */
  isPassing: (error: unknown) => boolean
  sayConflict: (why: 'content' | 'fork') => string
  /** Which part cannot be read, outermost first; empty: all of it. */
  sayBroken: (path: readonly PropertyKey[]) => string
  sayStumbled: () => string
  /** It came in somebody else's session. */
  otherAccount: () => Error
}

/**
 * Takes what a phone sent: all of it in one transaction, which is many times faster; when that stumbles, each operation
 * in a transaction of its own, so that a poisoned one never holds up the rest. Each is answered on its own, after its
 * commit. Sending the same again changes nothing and is answered the same.
 * @throws field.other-account
 */
export async function takeBatch(store: FieldStore, batch: Batch): Promise<BatchReply> {
  const { deviceId, accountId = store.accountId, operations, owed } = batch
  // A shared phone: another signed in meanwhile. Nothing of one person ever goes in under the name of another.
  if (accountId !== store.accountId) throw store.otherAccount()
  return {
    items: await takeAll(store, deviceId, operations),
    ...(await store.photos(deviceId, owed)),
    ...(await store.marks()),
    serverTime: store.now().toISOString(),
  }
}

async function takeAll(store: FieldStore, deviceId: string, sent: readonly unknown[]): Promise<ItemReply[]> {
  const read: (Operation | ItemReply)[] = []
  for (const one of sent) read.push(await readOne(store, one))
  const operations = read.filter((one) => 'act' in one)
  const together = operations.length > 1 ? await takeTogether(store, deviceId, operations) : null
  const items: ItemReply[] = []
  let at = 0
  for (const one of read) {
    if (!('act' in one)) items.push(one)
    else items.push(together?.[at++] ?? (await takeOne(store, deviceId, one)))
  }
  return items
}

/** Null when one of them stumbled: then nothing of it happened, and each is tried on its own. */
async function takeTogether(
  store: FieldStore,
  deviceId: string,
  operations: readonly Operation[],
): Promise<ItemReply[] | null> {
  try {
    return await store.inTransaction(async (tx) => {
      await tx.foresee?.(deviceId, operations)
      const done = await tx.applyNew?.(await plainlyNew(tx, deviceId, operations))
      const items: ItemReply[] = []
      for (const operation of operations) items.push(await settle(store, tx, deviceId, operation, done?.get(operation)))
      return items
    })
  } catch {
    return null
  }
}

/** Records of which nothing is known yet, and which nothing else in the batch has to do with. */
async function plainlyNew(tx: FieldTx, deviceId: string, operations: readonly Operation[]): Promise<Operation[]> {
  const found: Operation[] = []
  for (const operation of operations) {
    const { id, deviceSeq, act } = operation
    const isAlone = !operations.some((one) => one !== operation && (one.id === id || one.deviceSeq === deviceSeq))
    if (act.do !== 'entry' || !isAlone) continue
    const decision = decide(operation, await tx.known(deviceId, id), await tx.chained(deviceId, deviceSeq))
    if (decision.do === 'apply' && !decision.corrects) found.push(operation)
  }
  return found
}

async function readOne(store: FieldStore, sent: unknown): Promise<Operation | ItemReply> {
  const broken = brokenText(sent)
  const read = Operation.safeParse(sent)
  const name = sent as { id?: unknown; version?: unknown } | null
  const id = typeof name?.id === 'string' ? name.id.slice(0, 60) : ''
  const version = Number.isInteger(name?.version) ? (name!.version as number) : 0
  const refused = (problem: string): ItemReply => ({ id, version, outcome: 'refused', position: 0, problem })
  // A NUL, half a character: no database holds it.
  if (broken) return refused(store.sayBroken(broken))
  if (!read.success) {
    const { path, message } = read.error.issues[0]!
    return { ...refused(store.sayBroken(path)), detail: `${path.map(String).join('.')}: ${message}`.slice(0, 200) }
  }
  const operation = read.data
  // Bytes that changed on the way are not this operation.
  if ((await store.hash(operationText(operation.act, operation.photos))) !== operation.hash)
    return { ...refused(store.sayBroken([])), outcome: 'later' }
  return operation
}

async function takeOne(store: FieldStore, deviceId: string, operation: Operation): Promise<ItemReply> {
  try {
    return await store.inTransaction((tx) => settle(store, tx, deviceId, operation))
  } catch (error) {
    if (!store.isPassing(error)) return putAside(store, deviceId, operation)
    return later(operation)
  }
}

const later = ({ id, version }: Operation, problem: string | null = null): ItemReply => ({
  id,
  version,
  outcome: 'later',
  position: 0,
  problem,
})

/** The server stumbles over it each time: it is kept whole for somebody to look at, and holds up nothing. */
async function putAside(store: FieldStore, deviceId: string, operation: Operation): Promise<ItemReply> {
  const { id, version, hash } = operation
  const problem = store.sayStumbled()
  try {
    return await store.inTransaction(async (tx) => {
      const known = await tx.known(deviceId, id)
      const decision = decide(operation, known, await tx.chained(deviceId, operation.deviceSeq))
      if (decision.do === 'answer') return decision.reply
      const full = await tx.noRoom?.(operation)
      if (full) return later(operation, full)
      const row: KnownVersion = { version, hash, outcome: 'quarantined', position: 0, problem }
      await tx.keep(deviceId, operation, row)
      return replyOf(id, row)
    })
  } catch (error) {
    if (store.isPassing(error)) return later(operation)
    return { id, version, outcome: 'refused', position: 0, problem }
  }
}

async function settle(
  store: FieldStore,
  tx: FieldTx,
  deviceId: string,
  operation: Operation,
  done?: Applied,
): Promise<ItemReply> {
  const { id, version, hash } = operation
  const known = await tx.known(deviceId, id)
  const decision: Decision = decide(operation, known, await tx.chained(deviceId, operation.deviceSeq))
  if (decision.do === 'answer') return decision.reply
  if (decision.do === 'quarantine') {
    const full = await tx.noRoom?.(operation)
    if (full) return later(operation, full)
    await tx.keepConflict(deviceId, operation, decision.why)
    return { id, version, outcome: 'quarantined', position: 0, problem: store.sayConflict(decision.why) }
  }
  const result: Applied =
    decision.do === 'pass'
      ? { outcome: 'applied', position: Math.max(...known.map((one) => one.position)), problem: null }
      : (done ?? (await tx.apply(operation, decision.corrects)))
  if (result.outcome === 'quarantined') {
    const full = await tx.noRoom?.(operation)
    if (full) return later(operation, full)
  }
  const position = result.outcome === 'applied' ? result.position : 0
  const row: KnownVersion = { version, hash, outcome: result.outcome, position, problem: result.problem }
  await tx.keep(deviceId, operation, row)
  return replyOf(id, row)
}
