import { operationText } from '../operation-text.ts'
import type { Act, Operation, PhotoFact } from '../schema.ts'
import { auditOf } from './audit.ts'
import {
  isCovered,
  isOld,
  isOf,
  isStuck,
  isWaiting,
  isWithdrawal,
  latestVersion,
  neverLeft,
  owedPhotos,
} from './outbox-rules.ts'
import { type Held, Outbox } from './outbox.ts'
import type { OutboxRow, Owner, PhoneWorld } from './ports.ts'
import { Sender, type Synced } from './sender.ts'
import { type Unsent, unsentOf } from './unsent.ts'

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
  /**
   * One for each owner this page sends for: what one community's server asks for, or refuses, says nothing of another's.
   */
  readonly #senders = new Map<string, { of: Owner; sender: Sender }>()

  constructor(world: PhoneWorld) {
    this.#world = world
    this.#outbox = new Outbox(world.disk)
  }

  /**
   * Saves something new. Resolves only when record, photos and outbox row are durable together.
   * @param draft what it was half made as, gone with the same write; so for `edit` @returns its id
   */
  async save(owner: Owner, act: Act, photos: TakenPhoto[], draft?: string): Promise<string> {
    const id = this.#world.newId()
    await this.#append(owner, id, false, act, photos, draft)
    return id
  }

  /**
   * Saves an edit: a version of its own, even while the one before is on its way. Only by whoever saved it, and only of
   * what this phone still holds; what it has let go of is corrected at the office. While nothing of it ever left the
   * phone it may become a record of another kind: then only the new version is sent. @returns the new version
   */
  edit(owner: Owner, id: string, act: Act, photos: TakenPhoto[], draft?: string): Promise<number> {
    return this.#append(owner, id, true, act, photos, draft)
  }

  /**
   * Takes back a record saved here, by whoever saved it. What never left the phone is never sent; what may have left,
   * even if no answer came yet, is taken back at the server by a version after it.
   * @param seen the version of the record in the ledger its owner looked at; null when none
   * @returns whether it ends here; false: the server has to hear of it
   */
  async withdraw(
    owner: Owner,
    id: string,
    { reason, seen }: { reason: string; seen: number | null },
  ): Promise<boolean> {
    const act: Act = { do: 'withdraw', entryId: id, seen, reason }
    const hash = await this.#world.hash(operationText(act, []))
    return this.#outbox.change((held) => {
      const own = held.rows.filter((row) => row.operation.id === id && isOf(row, owner))
      const latest = latestVersion(own)
      if (!latest) throw new Error(`operation ${id} is not on this phone any more`)
      if (isWithdrawal(latest)) return { result: latest.state === 'withdrawn', write: null }
      if (latest.operation.act.do !== 'entry') throw new Error(`operation ${id} is no record of the ledger`)
      if (neverLeft(own)) return { result: true, write: { rows: own.map((row) => neverSent(row, held)) } }
      return { result: false, write: this.#next(held, owner, { id, edits: true, act, photos: [], hash }).write }
    })
  }

  async #append(
    owner: Owner,
    id: string,
    edits: boolean,
    act: Act,
    photos: TakenPhoto[],
    draft?: string,
  ): Promise<number> {
    const facts = photos.map((photo) => photo.fact)
    const hash = await this.#world.hash(operationText(act, facts))
    return this.#outbox.change((held) => {
      const own = held.rows.filter((row) => row.operation.id === id && isOf(row, owner))
      const latest = latestVersion(own)
      if (edits && !latest) throw new Error(`operation ${id} is not on this phone any more`)
      if (latest && isWithdrawal(latest)) throw new Error(`operation ${id} was withdrawn`)
      const { result, write } = this.#next(held, owner, { id, edits, act, photos, hash })
      // A record of the ledger keeps its kind: the server must never hear of the other one.
      const changesKind = own.some((row) => kindOf(row.operation.act) !== kindOf(act))
      const replaced = changesKind && neverLeft(own) ? own.map((row) => neverSent(row, held)) : []
      const gone = draft ? { dropDraft: draft } : {}
      return { result, write: { ...write, ...gone, rows: [...replaced, ...write.rows] } }
    })
  }

  /** The next in the chain, and its version. */
  #next({ meta }: Held, owner: Owner, { id, edits, act, photos, hash }: Link) {
    const { now } = this.#world
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
      photos: photos.map((photo) => photo.fact),
    }
    const write = {
      rows: [newRow(owner, operation, now())],
      photos: photos.map(({ fact, bytes }) => ({ sha256: fact.sha256, bytes })),
      meta: { lastSeq: deviceSeq, lastHash: hash },
    }
    return { result: operation.version, write }
  }

  /** What is not with the server yet. @param whose of which rows; all when absent */
  async unsent(whose?: (row: Owner) => boolean): Promise<Unsent> {
    return unsentOf(await this.#outbox.read(), whose)
  }

  /** Where this account has something on this phone, by code. */
  async communitiesOf(accountId: string): Promise<string[]> {
    const { rows } = await this.#outbox.read()
    return [...new Set(rows.filter((row) => row.accountId === accountId).map((row) => row.community))]
  }

  /** One round of sending for one owner. */
  sync(owner: Owner): Promise<Synced> {
    const { accountId, community } = owner
    const key = `${accountId} ${community}`
    const { sender } = this.#senders.get(key) ?? { sender: new Sender(this.#world, this.#outbox) }
    this.#senders.set(key, { of: { accountId, community }, sender })
    return sender.sync(owner)
  }

  /** When the next try makes sense, as `elapsed` counts; 0: at any time. Asked by whoever keeps the timer. */
  notBefore(): number {
    const now = this.#world.elapsed()
    const ahead = [...this.#senders.values()].map(({ sender }) => sender.notBefore()).filter((due) => due > now)
    return ahead.length > 0 ? Math.min(...ahead) : 0
  }

  /** A network came back, or somebody looks at the phone: no more waiting but what the server asked for. */
  wake(): void {
    for (const { sender } of this.#senders.values()) sender.wake()
  }

  /** Whether what this phone knows of this community's server and its backups is of now. */
  #hasHeardOf(community: string): boolean {
    return [...this.#senders.values()].some(({ of, sender }) => of.community === community && sender.hasHeard())
  }

  /**
   * Forgets what the server has and a backup elsewhere covers, two weeks after it was answered. Nothing else is ever
   * dropped: not on signing out, not when the storage runs short, not with a new version of the app. Only with an answer
   * of the server just heard: it may have been put back since to an older backup than the phone was told of.
   */
  prune(): Promise<number> {
    return this.#outbox.change(async ({ meta, rows }) => {
      const old = rows.filter((row) => this.#hasHeardOf(row.community) && isCovered(row, meta) && isOld(row, meta))
      // A withdrawal outlives what it takes back: sent again to a restored server, that alone would stand.
      const outlives = ({ operation: { id, act } }: OutboxRow): boolean =>
        act.do === 'withdraw' &&
        rows.some((row) => row.operation.id === id && row.state !== 'parked' && !old.includes(row))
      const covered = old.filter((row) => !outlives(row))
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

  /**
   * Notes that these rows were taken out as a file. Only their owner's doing lets anything of them go: what somebody
   * else took out may never reach the office. @param by whose session it is; null when nobody is signed in
   */
  exported(deviceSeqs: readonly number[], by: string | null): Promise<void> {
    return this.#outbox.change(({ rows }) => {
      const out = rows.filter((row) => deviceSeqs.includes(row.operation.deviceSeq))
      const exportedAt = this.#world.now()
      const noted = (row: OutboxRow): OutboxRow =>
        row.accountId === by ? { ...row, exportedAt } : { ...row, mayBeThere: true }
      return { result: undefined, write: { rows: out.map(noted) } }
    })
  }

  /**
   * Clears what can never be sent as it is, once its owner has it as a file; whoever calls this asked them. What waits,
   * or was taken, stays. @returns how many rows went
   */
  clear(owner: Owner, id: string): Promise<number> {
    return this.#outbox.change(async ({ rows }) => {
      const own = rows.filter((row) => row.operation.id === id && isOf(row, owner))
      const cleared = own.filter((row) => row.state === 'parked' && row.exportedAt !== null)
      // What it replaced before it left goes with it: alone, that would look like a record that was taken back.
      const replaced = own.filter(
        (row) => row.state === 'withdrawn' && cleared.some((one) => one.operation.version > row.operation.version),
      )
      const gone = [...cleared, ...replaced]
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

/** One more operation of this phone, or one more version of one. */
interface Link {
  id: string
  edits: boolean
  act: Act
  photos: TakenPhoto[]
  hash: string
}

const kindOf = (act: Act): string => (act.do === 'entry' ? act.kind : '')

/** Taken back before it ever left, as of when this phone last heard its server's clock. */
function neverSent(row: OutboxRow, { meta }: Held): OutboxRow {
  return { ...row, state: 'withdrawn', problem: null, answeredAt: meta.heardAt[row.community] ?? 0 }
}

function newRow(owner: Owner, operation: Operation, savedAt: number): OutboxRow {
  const { accountId, community } = owner
  return {
    operation,
    accountId,
    community,
    savedAt,
    state: 'waiting',
    mayBeThere: false,
    outcome: null,
    position: 0,
    epoch: 0,
    next: 0,
    answeredAt: 0,
    problem: null,
    damaged: false,
    received: {},
    lostPhotos: [],
    exportedAt: null,
  }
}
