import type { BatchReply } from '../schema.ts'
import { backoffMs } from './backoff.ts'
import { isOf, isSettling, isWaiting, owedPhotos } from './outbox-rules.ts'
import type { Outbox } from './outbox.ts'
import type { NetReply, OutboxRow, Owner, PhoneMeta, PhoneWorld } from './ports.ts'
import { confirmed, heard, settledRow } from './reply-rules.ts'
import { sendPhotos, SIGNED_OUT } from './send-photos.ts'
import { SetBack } from './set-back.ts'

/**
 * sent: something went, or was asked. again: a smaller batch may go at once. signed-out: nobody is signed in here, or
 * somebody else; what is saved waits for its owner.
 */
export type Synced = 'idle' | 'sent' | 'again' | 'waits' | 'signed-out'

const BATCH = 20
const OWED = 100
/** How often a phone asks with nothing new to send, as long as it holds anything. */
const ASK_MS = 600_000
const FRESH_MS = 60_000
/** Of a whole batch: what is in it, or how much of it, was the trouble. */
const UNREADABLE: ReadonlySet<number> = new Set([400, 413, 422, 500])

/** The one who sends: what waits, oldest first, then the photos the server asks for. */
export class Sender {
  readonly #world: PhoneWorld
  readonly #outbox: Outbox
  #sending = false
  #tries = 0
  #notBefore = 0
  /** Until then the server itself asked to be left alone. */
  #askedToWait = 0
  #askAgain = 0
  #heardAt = -Infinity
  /** Asked after in this turn of asking, by their place in the chain. */
  readonly #askedAfter = new Set<number>()
  #atOnce = BATCH
  readonly #setBack: SetBack

  constructor(world: PhoneWorld, outbox: Outbox) {
    this.#world = world
    this.#outbox = outbox
    this.#setBack = new SetBack(world)
  }

  notBefore(): number {
    return this.#notBefore
  }

  /** Whether what this phone knows of the server and its backups is of now. */
  hasHeard(): boolean {
    return this.#world.elapsed() - this.#heardAt < FRESH_MS
  }

  wake(): void {
    this.#tries = 0
    this.#notBefore = this.#askedToWait
    this.#setBack.wake()
  }

  /** One round for one owner; another's records wait for their own owner. One page of a phone sends at a time. */
  async sync(owner: Owner): Promise<Synced> {
    // By a clock that nobody can set: a phone put back ten years must not wait ten years.
    if (this.#sending || this.#world.elapsed() < this.#notBefore) return 'waits'
    this.#sending = true
    try {
      return (await this.#world.alone(() => this.#round(owner))) ?? 'waits'
    } catch {
      // The phone's own storage refused: nothing was decided, and the same round is made again later.
      return this.#later({ is: 'unclear' })
    } finally {
      this.#sending = false
    }
  }

  async #round(owner: Owner): Promise<Synced> {
    const { net, now, elapsed } = this.#world
    const { meta, rows } = await this.#outbox.read()
    const mine = rows.filter((row) => isOf(row, owner))
    const due = elapsed() >= this.#askAgain
    const batch = await this.#leaving(this.#batchOf(mine, meta, due))
    const owed = this.#setBack.ready([...new Set(mine.flatMap((row) => owedPhotos(row, meta)))], (sha256) => sha256)
    // A server that came back from a backup, and an office that settled something, say so only when they are asked.
    const asks = due && mine.some((row) => row.state === 'done' || row.state === 'withdrawn')
    if (batch.length === 0 && owed.length === 0 && !asks) return 'idle'
    const asked = now()
    const begun = elapsed()
    const reply = await net.send(owner.community, {
      deviceId: meta.deviceId,
      accountId: owner.accountId,
      operations: batch.map((row) => row.operation),
      owed: owed.slice(0, OWED),
    })
    if (reply.is !== 'answer') {
      if (reply.is === 'refused' && UNREADABLE.has(reply.status)) return this.#suspect(batch, reply)
      return this.#later(reply)
    }
    this.#atOnce = Math.min(BATCH, this.#atOnce * 2)
    await this.#settle(batch, reply.value, owner, asked)
    // As old as the question: a late answer may be of a server that is gone.
    this.#heardAt = begun
    const { slots, items } = reply.value
    const stopped = await sendPhotos(
      this.#world,
      this.#outbox,
      this.#setBack,
      { owner, deviceId: meta.deviceId },
      slots.filter((sha256) => owed.includes(sha256)),
    )
    if (stopped) return this.#later(stopped)
    if (batch.length > 0 && items.every((item) => item.outcome === 'later')) return this.#later({ is: 'unclear' })
    this.#tries = 0
    this.#notBefore = 0
    return due && !this.#closeAsking(batch, mine, meta) ? 'again' : 'sent'
  }

  /** Notes on the disk that these leave before they do. @returns those that were not taken back since they were read */
  #leaving(batch: readonly OutboxRow[]): Promise<OutboxRow[]> {
    const seqs = batch.map((row) => row.operation.deviceSeq)
    return this.#outbox.change(({ rows }) => {
      const held = new Map(rows.map((row) => [row.operation.deviceSeq, row]))
      const going = seqs.flatMap((seq) => held.get(seq) ?? []).filter((row) => row.state !== 'withdrawn')
      const first = going.filter((row) => row.mayBeThere === false)
      const write = first.length > 0 ? { rows: first.map((row) => ({ ...row, mayBeThere: true })) } : null
      return { result: going, write }
    })
  }

  /** Notes what was asked after. @returns whether there is nothing more to ask, or something goes before it */
  #closeAsking(batch: OutboxRow[], mine: OutboxRow[], meta: PhoneMeta): boolean {
    const asked = batch.filter((row) => isSettling(row, meta))
    for (const row of asked) this.#askedAfter.add(row.operation.deviceSeq)
    if (mine.some((row) => isSettling(row, meta) && !this.#askedAfter.has(row.operation.deviceSeq)))
      return asked.length === 0
    this.#askedAfter.clear()
    this.#askAgain = this.#world.elapsed() + ASK_MS
    return true
  }

  /** What waits; and when it is due, what the office has, which is answered with what became of it since. */
  #batchOf(mine: OutboxRow[], meta: PhoneMeta, due: boolean): OutboxRow[] {
    const seq = (row: OutboxRow): number => row.operation.deviceSeq
    const waiting = this.#setBack.ready(
      mine.filter((row) => isWaiting(row, meta)),
      seq,
    )
    const isFresh = (row: OutboxRow): boolean => !this.#setBack.has(seq(row))
    // What failed before goes without what never did: it may be the one that makes a whole batch fail.
    const first = waiting.some(isFresh) ? waiting.filter(isFresh) : waiting
    const held = due && first.every(isFresh) ? mine.filter((row) => isSettling(row, meta)) : []
    return [...first, ...held.filter((row) => !this.#askedAfter.has(seq(row)))].slice(0, this.#atOnce)
  }

  /** A batch refused whole may hold one that nobody can read: smaller ones find it, and the others pass it by. */
  #suspect(batch: OutboxRow[], reply: Exclude<NetReply<unknown>, { is: 'answer' }>): Synced {
    if (batch.length === 0) return this.#later(reply)
    this.#atOnce = batch.length === 1 ? BATCH : Math.floor(batch.length / 2)
    if (batch.length === 1) {
      const { deviceSeq } = batch[0]!.operation
      this.#setBack.passBy(deviceSeq, true)
      this.#askedAfter.add(deviceSeq)
    }
    return 'again'
  }

  async #settle(sent: OutboxRow[], reply: BatchReply, owner: Owner, asked: number): Promise<void> {
    const by = { epoch: reply.epoch, next: reply.next }
    const server = Date.parse(reply.serverTime)
    const at = Number.isNaN(server) ? 0 : server
    await this.#outbox.change(({ meta, rows }) => {
      const held = new Map(rows.map((row) => [row.operation.deviceSeq, row]))
      const changed = new Map<number, OutboxRow>()
      for (const { operation } of sent) {
        const { id, version, deviceSeq } = operation
        // The answer must be for this very version: an edit made meanwhile is a row of its own and stays.
        const item = reply.items.find((one) => one.id === id && one.version === version)
        const row = held.get(deviceSeq)
        if (!item || !row) continue
        if (item.outcome === 'applied') this.#setBack.gotThrough(deviceSeq)
        else this.#setBack.passBy(deviceSeq, false)
        const settled = settledRow(row, item, by, at)
        if (settled) changed.set(deviceSeq, settled)
      }
      // A photo is there for a record only once the server knows the record.
      const now = rows.map((one) => changed.get(one.operation.deviceSeq) ?? one)
      for (const row of confirmed(now, owner, reply.have, by)) changed.set(row.operation.deviceSeq, row)
      const half = (asked + this.#world.now()) / 2
      return { result: undefined, write: { rows: [...changed.values()], meta: heard(meta, owner, reply, at, half) } }
    })
  }

  #later(reply: Exclude<NetReply<unknown>, { is: 'answer' }>): Synced {
    const refused = reply.is === 'refused'
    const retry = refused && reply.retryAfter !== null ? reply.retryAfter * 1000 : 0
    const { elapsed, random } = this.#world
    this.#askedToWait = elapsed() + retry
    this.#notBefore = elapsed() + backoffMs(this.#tries, random(), refused, retry)
    this.#tries += 1
    return refused && SIGNED_OUT.has(reply.status) ? 'signed-out' : 'waits'
  }
}
