import { operationText } from '../operation-text.ts'
import type { Act, Operation, PhotoFact } from '../schema.ts'
import { auditOf } from './audit.ts'
import { isCovered, isOld, isOf, isStuck, isWaiting, owedPhotos } from './outbox-rules.ts'
import { Outbox } from './outbox.ts'
import type { OutboxRow, Owner, PhoneWorld } from './ports.ts'
import { Sender, type Synced } from './sender.ts'

export type { Owner }

/** A picture as it is handed in: its facts and its bytes. */
export interface TakenPhoto {
  fact: PhotoFact
  bytes: Uint8Array
}

/**
 * The phone's half: what was saved is on the disk with its photos before anybody is told so, and leaves the outbox only
 * on an answer for exactly this id and version. Nothing is ever given up, and nothing acknowledged is dropped before a
 * backup elsewhere holds it.
 */
export class FieldClient {
  readonly #world: PhoneWorld
  readonly #outbox: Outbox
  readonly #sender: Sender

  constructor(world: PhoneWorld) {
    this.#world = world
    this.#outbox = new Outbox(world.disk)
    this.#sender = new Sender(world, this.#outbox)
  }

  /** Saves something new. Resolves only when record, photos and outbox row are durable together. @returns its id */
  async save(owner: Owner, act: Act, photos: TakenPhoto[]): Promise<string> {
    const id = this.#world.newId()
    await this.#append(owner, id, false, act, photos)
    return id
  }

  /**
   * Saves an edit: a version of its own, even while the one before is on its way. Only by whoever saved it, and only of
   * what this phone still holds; what it has let go of is corrected at the office. @returns the new version
   */
  edit(owner: Owner, id: string, act: Act, photos: TakenPhoto[]): Promise<number> {
    return this.#append(owner, id, true, act, photos)
  }

  async #append(owner: Owner, id: string, edits: boolean, act: Act, photos: TakenPhoto[]): Promise<number> {
    const { now } = this.#world
    const facts = photos.map((photo) => photo.fact)
    const hash = await this.#world.hash(operationText(act, facts))
    return this.#outbox.change(({ meta, rows }) => {
      if (edits && !rows.some((row) => row.operation.id === id && isOf(row, owner)))
        throw new Error(`operation ${id} is not on this phone any more`)
      const deviceSeq = meta.lastSeq + 1
      const operation: Operation = {
        id,
        // Higher than any it ever had, whether or not this phone still holds them all.
        version: edits ? deviceSeq : 1,
        deviceSeq,
        previous: meta.lastHash,
        hash,
        clientTime: new Date(now()).toISOString(),
        clockAhead: meta.clockAhead,
        act,
        photos: facts,
      }
      const write = {
        rows: [newRow(owner, operation, now())],
        photos: photos.map(({ fact, bytes }) => ({ sha256: fact.sha256, bytes })),
        meta: { lastSeq: deviceSeq, lastHash: hash },
      }
      return { result: operation.version, write }
    })
  }

  /** What is not with the server yet, photos counted on their own. parked: what needs its owner's help. */
  async unsent(): Promise<{ records: number; parked: number; photos: number }> {
    const { meta, rows } = await this.#outbox.read()
    return {
      records: rows.filter((row) => isWaiting(row, meta)).length,
      parked: rows.filter((row) => isStuck(row, rows) && (row.state === 'parked' || row.exportedAt === null)).length,
      photos: new Set(rows.flatMap((row) => owedPhotos(row, meta))).size,
    }
  }

  /** One round of sending. */
  sync(owner: Owner): Promise<Synced> {
    return this.#sender.sync(owner)
  }

  /** When the next try makes sense, as `elapsed` counts; asked by whoever keeps the timer. */
  notBefore(): number {
    return this.#sender.notBefore()
  }

  /** A network came back, or somebody looks at the phone: no more waiting but what the server asked for. */
  wake(): void {
    this.#sender.wake()
  }

  /**
   * Forgets what the server has and a backup elsewhere covers, two weeks after it was answered. Nothing else is ever
   * dropped: not on signing out, not when the storage runs short, not with a new version of the app. Only with an answer
   * of the server just heard: it may have been put back since to an older backup than the phone was told of.
   */
  prune(): Promise<number> {
    return this.#outbox.change(async ({ meta, rows }) => {
      if (!this.#sender.hasHeard()) return { result: 0, write: null }
      const covered = rows.filter((row) => isCovered(row, meta) && isOld(row, meta))
      const instead = new Map<string, number>()
      for (const { operation } of covered.filter((row) => row.outcome === 'applied'))
        instead.set(operation.id, Math.max(operation.version, instead.get(operation.id) ?? 0))
      // What was refused goes with the later version that was taken in its place.
      const gone = rows.filter(
        ({ state, operation }) => state === 'parked' && operation.version < (instead.get(operation.id) ?? 0),
      )
      return { result: covered.length + gone.length, write: await this.#without(rows, [...covered, ...gone]) }
    })
  }

  /** Notes that these rows were taken out as a file. */
  exported(deviceSeqs: readonly number[]): Promise<void> {
    return this.#outbox.change(({ rows }) => {
      const out = rows.filter((row) => deviceSeqs.includes(row.operation.deviceSeq))
      const exportedAt = this.#world.now()
      return { result: undefined, write: { rows: out.map((row) => ({ ...row, exportedAt })) } }
    })
  }

  /**
   * Clears what can never be sent as it is, once its owner has it as a file; whoever calls this asked them. What waits,
   * or was taken, stays. @returns how many rows went
   */
  clear(owner: Owner, id: string): Promise<number> {
    return this.#outbox.change(async ({ rows }) => {
      const gone = rows.filter(
        (row) => row.operation.id === id && isOf(row, owner) && row.state === 'parked' && row.exportedAt !== null,
      )
      return { result: gone.length, write: await this.#without(rows, gone) }
    })
  }

  /** What to write so that these rows are gone, and every photo that no row needs any more. */
  async #without(rows: OutboxRow[], gone: OutboxRow[]) {
    const left = new Set(
      rows.filter((row) => !gone.includes(row)).flatMap((row) => row.operation.photos.map((photo) => photo.sha256)),
    )
    const names = await this.#world.disk.photoNames()
    const dropPhotos = names.filter((sha256) => !left.has(sha256))
    if (gone.length === 0 && dropPhotos.length === 0) return null
    return { dropRows: gone.map((row) => row.operation.deviceSeq), dropPhotos }
  }

  /**
   * At each start: looks over whatever may still have to be sent. A damaged row is parked where its owner sees it, and
   * a damaged photo holds up nothing else. @returns the places in the chain of all that is damaged and not taken out
   */
  audit(): Promise<number[]> {
    return this.#outbox.change(async (held) => {
      const rows = await auditOf(this.#world, held)
      const now = new Map(held.rows.map((row) => [row.operation.deviceSeq, row]))
      for (const row of rows) now.set(row.operation.deviceSeq, row)
      const bad = [...now.values()].filter((row) => row.damaged === true || row.lostPhotos.length > 0)
      return {
        result: bad.filter((row) => row.exportedAt === null).map((row) => row.operation.deviceSeq),
        write: rows.length > 0 ? { rows } : null,
      }
    })
  }

  /** Whether this account may sign out of this phone: never with something of its own that is only here. */
  async maySignOut(accountId: string): Promise<boolean> {
    const { meta, rows } = await this.#outbox.read()
    const own = rows.filter((row) => row.accountId === accountId)
    return !own.some(
      (row) =>
        isWaiting(row, meta) || owedPhotos(row, meta).length > 0 || (isStuck(row, own) && row.exportedAt === null),
    )
  }
}

function newRow(owner: Owner, operation: Operation, savedAt: number): OutboxRow {
  const { accountId, community } = owner
  return {
    operation,
    accountId,
    community,
    savedAt,
    state: 'waiting',
    outcome: null,
    position: 0,
    epoch: 0,
    answeredAt: 0,
    problem: null,
    damaged: false,
    received: {},
    lostPhotos: [],
    exportedAt: null,
  }
}
