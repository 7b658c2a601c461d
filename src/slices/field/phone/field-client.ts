import { operationText } from '../operation-text.ts'
import type { Act, BatchReply, Operation, PhotoFact } from '../schema.ts'
import { backoffMs } from './backoff.ts'
import type { NetReply, OutboxRow, PhoneMeta, PhoneWorld } from './ports.ts'

/** A picture as it is handed in: its facts and its bytes. */
export interface TakenPhoto {
  fact: PhotoFact
  bytes: Uint8Array
}

export interface Owner {
  accountId: string
  community: string
}

export type Synced = 'idle' | 'sent' | 'waits' | 'signed-out'

const BATCH = 20
const OWED = 100
/** How often a phone asks with nothing to send, while something it holds is in no backup. */
const ASK_MS = 600_000
const KEPT_MS = 14 * 24 * 3_600_000

/**
 * The phone's half: what was saved is on the disk with its photos before anybody is told so, and leaves the outbox only
 * on an answer for exactly this id and version. Nothing is ever given up, and nothing acknowledged is dropped before a
 * backup elsewhere holds it.
 */
export class FieldClient {
  readonly #world: PhoneWorld
  #saving: Promise<unknown> = Promise.resolve()
  #sending = false
  #tries = 0
  #notBefore = 0
  #askAgain = 0

  constructor(world: PhoneWorld) {
    this.#world = world
  }

  /** Saves something new. Resolves only when record, photos and outbox row are durable together. @returns its id */
  async save(owner: Owner, act: Act, photos: TakenPhoto[]): Promise<string> {
    const id = this.#world.newId()
    await this.#append(owner, id, () => 1, act, photos)
    return id
  }

  /**
   * Saves an edit: a version of its own, even while the one before is on its way. Only of what this phone still holds;
   * what it has let go of is corrected at the office.
   */
  async edit(owner: Owner, id: string, act: Act, photos: TakenPhoto[]): Promise<void> {
    const next = (own: OutboxRow[]): number => {
      if (own.length === 0) throw new Error(`operation ${id} is not on this phone any more`)
      return 1 + Math.max(...own.map((row) => row.operation.version))
    }
    await this.#append(owner, id, next, act, photos)
  }

  // One at a time: two saves at once must not take the same place in the chain.
  #append(
    owner: Owner,
    id: string,
    versionOf: (own: OutboxRow[]) => number,
    act: Act,
    photos: TakenPhoto[],
  ): Promise<void> {
    const { disk, hash, now } = this.#world
    const done = this.#saving.then(async () => {
      const meta = await disk.meta()
      const own = (await disk.rows()).filter((row) => row.operation.id === id)
      const facts = photos.map((photo) => photo.fact)
      const operation: Operation = {
        id,
        version: versionOf(own),
        deviceSeq: meta.lastSeq + 1,
        previous: meta.lastHash,
        hash: await hash(operationText(act, facts)),
        clientTime: new Date(now()).toISOString(),
        clockAhead: meta.clockAhead,
        act,
        photos: facts,
      }
      const row: OutboxRow = {
        operation,
        ...owner,
        savedAt: now(),
        state: 'waiting',
        outcome: null,
        position: 0,
        epoch: 0,
        problem: null,
      }
      await disk.write({
        rows: [row],
        photos: photos.map(({ fact, bytes }) => ({ sha256: fact.sha256, bytes, deliveredIn: 0, deliveredAt: 0 })),
        meta: { ...meta, lastSeq: operation.deviceSeq, lastHash: operation.hash },
      })
    })
    this.#saving = done.catch(() => {})
    return done
  }

  /** What is not with the server yet, photos counted on their own. */
  async unsent(): Promise<{ records: number; parked: number; photos: number }> {
    const { disk } = this.#world
    const meta = await disk.meta()
    const rows = await disk.rows()
    const names = await disk.photoNames()
    return {
      records: rows.filter((row) => isWaiting(row, meta)).length,
      parked: rows.filter((row) => row.state === 'parked').length,
      photos: names.filter((photo) => isOwed(photo, meta)).length,
    }
  }

  /** When the next try makes sense; asked by whoever keeps the timer. */
  notBefore(): number {
    return this.#notBefore
  }

  /**
   * One round: the oldest waiting rows of an owner, then the photos the server asks for. Records first, because a
   * record without its photo is worth more than a photo without its record.
   */
  async sync(owner: Owner): Promise<Synced> {
    // By a clock that nobody can set: a phone put back ten years must not wait ten years.
    if (this.#sending || this.#world.elapsed() < this.#notBefore) return 'waits'
    this.#sending = true
    try {
      return await this.#round(owner)
    } catch {
      // The phone's own storage refused: nothing was decided, and the same round is made again later.
      return this.#later({ is: 'unclear' })
    } finally {
      this.#sending = false
    }
  }

  async #round(owner: Owner): Promise<Synced> {
    const { disk, net, now } = this.#world
    const meta = await disk.meta()
    const rows = await disk.rows()
    const mine = rows.filter((row) => row.accountId === owner.accountId && row.community === owner.community)
    const waiting = mine.filter((row) => isWaiting(row, meta)).slice(0, BATCH)
    const owed = (await disk.photoNames()).filter((photo) => isOwed(photo, meta))
    if (waiting.length === 0 && owed.length === 0) {
      // A server that came back from a backup says so only when it is asked.
      const watermark = meta.watermarks[owner.community] ?? 0
      const uncovered = mine.some(
        (row) => row.state === 'done' && (row.outcome !== 'applied' || row.position > watermark),
      )
      if (!uncovered || this.#world.elapsed() < this.#askAgain) return 'idle'
    }
    this.#askAgain = this.#world.elapsed() + ASK_MS
    const asked = now()
    const reply = await net.send(
      owner.community,
      waiting.map((row) => row.operation),
      owed.slice(0, OWED).map((photo) => photo.sha256),
      meta.deviceId,
    )
    if (reply.is !== 'answer') return this.#later(reply)
    await this.#settle(waiting, reply.value, owner.community, asked)
    await this.#delivered(reply.value)
    for (const sha256 of reply.value.slots) {
      const sent = await this.#sendPhoto(owner.community, sha256, reply.value.epoch)
      if (sent !== null) return sent
    }
    this.#tries = 0
    this.#notBefore = 0
    return 'sent'
  }

  async #settle(sent: OutboxRow[], reply: BatchReply, community: string, asked: number): Promise<void> {
    const { disk, now } = this.#world
    const { epoch } = reply
    const rows = sent.flatMap((row): OutboxRow[] => {
      const { id, version } = row.operation
      // The answer must be for this very version: an edit made meanwhile is a row of its own and stays.
      const item = reply.items.find((one) => one.id === id && one.version === version)
      if (!item) return []
      if (item.outcome === 'refused') return [{ ...row, state: 'parked', problem: item.problem }]
      if (item.outcome !== 'applied' && item.outcome !== 'quarantined') return []
      const { outcome, position, problem } = item
      return [{ ...row, state: 'done', outcome, position, epoch, problem }]
    })
    const server = Date.parse(reply.serverTime)
    // Saving takes its turn through the same door: its place in the chain must not be written over.
    const write = this.#saving.then(async () => {
      const meta = await disk.meta()
      const known = meta.epochs[community] ?? 0
      // A late answer of an earlier life says nothing about backups of this one.
      const watermark = epoch < known ? 0 : reply.watermark
      const before = epoch > known ? 0 : (meta.watermarks[community] ?? 0)
      await disk.write({
        rows,
        meta: {
          ...meta,
          watermarks: { ...meta.watermarks, [community]: Math.max(before, watermark) },
          backedUpAt: {
            ...meta.backedUpAt,
            [community]: Math.max(
              epoch > known ? 0 : (meta.backedUpAt[community] ?? 0),
              epoch < known ? 0 : reply.backedUpAt,
            ),
          },
          epochs: { ...meta.epochs, [community]: Math.max(known, epoch) },
          clockAhead: Number.isNaN(server) ? meta.clockAhead : Math.round((asked + now()) / 2 - server),
        },
      })
    })
    this.#saving = write.catch(() => {})
    await write
  }

  /** Photos the server has from elsewhere: the same picture for several records is sent once. */
  async #delivered({ have, epoch, serverTime }: BatchReply): Promise<void> {
    const { disk } = this.#world
    const photos = await Promise.all(have.map((sha256) => disk.photo(sha256)))
    const delivered = { deliveredIn: epoch, deliveredAt: Date.parse(serverTime) }
    const fresh = photos.flatMap((photo) => (photo && photo.deliveredIn < epoch ? [{ ...photo, ...delivered }] : []))
    if (fresh.length > 0) await disk.write({ photos: fresh })
  }

  /** @returns how the round ended when it must end here; null to go on */
  async #sendPhoto(community: string, sha256: string, epoch: number): Promise<Synced | null> {
    const { disk, net } = this.#world
    const photo = await disk.photo(sha256)
    if (!photo || photo.deliveredIn >= epoch) return null
    const reply = await net.sendPhoto(community, sha256, photo.bytes)
    if (reply.is !== 'answer') return this.#later(reply)
    // What the server holds is what it says it computed, not what we meant to send.
    if (reply.value.sha256 !== sha256) return this.#later({ is: 'unclear' })
    await disk.write({ photos: [{ ...photo, deliveredIn: epoch, deliveredAt: reply.value.at }] })
    return null
  }

  #later(reply: Exclude<NetReply<unknown>, { is: 'answer' }>): Synced {
    const retry = reply.is === 'refused' && reply.retryAfter !== null ? reply.retryAfter * 1000 : null
    this.#notBefore = this.#world.elapsed() + backoffMs(this.#tries, this.#world.random(), retry)
    this.#tries += 1
    return reply.is === 'refused' && reply.status === 401 ? 'signed-out' : 'waits'
  }

  /**
   * Forgets what the server has and a backup elsewhere covers, two weeks after it was saved. Nothing else is ever
   * dropped: not on signing out, not when the storage runs short, not with a new version of the app.
   */
  async prune(): Promise<number> {
    const { disk, now } = this.#world
    const meta = await disk.meta()
    const rows = await disk.rows()
    const photos = new Map((await disk.photoNames()).map((photo) => [photo.sha256, photo]))
    const inBackup = (sha256: string, community: string): boolean => {
      const photo = photos.get(sha256)
      return !photo || (!isOwed(photo, meta) && photo.deliveredAt < (meta.backedUpAt[community] ?? 0))
    }
    const covered = (row: OutboxRow): boolean =>
      row.state === 'done' &&
      row.outcome === 'applied' &&
      !isWaiting(row, meta) &&
      row.position <= (meta.watermarks[row.community] ?? 0) &&
      now() - row.savedAt >= KEPT_MS &&
      row.operation.photos.every((photo) => inBackup(photo.sha256, row.community))
    const drop = rows.filter(covered)
    if (drop.length === 0) return 0
    const left = new Set(
      rows.filter((row) => !covered(row)).flatMap((row) => row.operation.photos.map((p) => p.sha256)),
    )
    const dropPhotos = [...new Set(drop.flatMap((row) => row.operation.photos.map((p) => p.sha256)))]
    await disk.write({
      dropRows: drop.map((row) => row.operation.deviceSeq),
      dropPhotos: dropPhotos.filter((sha256) => !left.has(sha256)),
    })
    return drop.length
  }

  /** At each start: rows whose photos are missing or damaged, by their place in the chain. Nothing is mended silently. */
  async audit(): Promise<number[]> {
    const { disk, hashBytes, hash } = this.#world
    const bad: number[] = []
    for (const { operation, state } of await disk.rows()) {
      if ((await hash(operationText(operation.act, operation.photos))) !== operation.hash) {
        bad.push(operation.deviceSeq)
        continue
      }
      if (state === 'done') continue
      for (const fact of operation.photos) {
        const photo = await disk.photo(fact.sha256)
        if (!photo || (await hashBytes(photo.bytes)) !== fact.sha256) bad.push(operation.deviceSeq)
      }
    }
    return [...new Set(bad)]
  }

  /** Whether this account may sign out of this phone: never with something of its own unsent. */
  async maySignOut(accountId: string): Promise<boolean> {
    const { disk } = this.#world
    const meta = await disk.meta()
    const rows = (await disk.rows()).filter((row) => row.accountId === accountId)
    const owed = new Set((await disk.photoNames()).filter((photo) => isOwed(photo, meta)).map((photo) => photo.sha256))
    return !rows.some(
      (row) =>
        row.state === 'parked' || isWaiting(row, meta) || row.operation.photos.some((photo) => owed.has(photo.sha256)),
    )
  }
}

// Answered by a life of the server that has since been lost, it waits again: the server may have forgotten it.
function isWaiting(row: OutboxRow, meta: PhoneMeta): boolean {
  return row.state === 'waiting' || (row.state === 'done' && row.epoch < (meta.epochs[row.community] ?? 0))
}

function isOwed(photo: { deliveredIn: number }, meta: PhoneMeta): boolean {
  return photo.deliveredIn === 0 || photo.deliveredIn < Math.max(0, ...Object.values(meta.epochs))
}
