import { createHash } from 'node:crypto'
import type { Batch, BatchReply, PhotoReply } from '#slices/field/schema.ts'
import type { FieldStore } from '#slices/field/take-batch.ts'
import type { PhotoStore } from '#slices/field/take-photo.ts'
import type { Pending } from './pending.ts'
import { contentOf } from './phone-disk.ts'
import { fieldTx } from './server-tx.ts'
import {
  addPhoto,
  amountOf,
  copyOf,
  emptyServer,
  type Held,
  type ServerState,
  tieAll,
  withdraws,
} from './server-state.ts'

/** The product's half for the server, or with a bug put in. */
export interface ServerHalf {
  takeBatch: (store: FieldStore, batch: Batch) => Promise<BatchReply>
  offerPhotos: (
    store: PhotoStore,
    deviceId: string,
    owed: readonly string[],
  ) => Promise<{ slots: string[]; have: string[] }>
  takePhoto: (
    store: PhotoStore,
    from: { deviceId: string; accountId: string | null },
    sha256: string,
    bytes: Uint8Array,
  ) => Promise<PhotoReply>
}

/** What the server says instead of an answer. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.status = status
  }
}

/** An error that goes away by itself. */
class Passing extends Error {}

const hashes = new Map<string, string>()
export const sha256 = (text: string | Uint8Array): string => {
  const key = typeof text === 'string' ? text : Buffer.from(text).toString('latin1')
  const found = hashes.get(key)
  if (found) return found
  const made = createHash('sha256').update(text).digest('hex')
  if (hashes.size > 5000) hashes.clear()
  hashes.set(key, made)
  return made
}

/** The server's half over a store in memory that can die between any two steps. */
export class SimServer {
  state = emptyServer()
  backups: ServerState[] = [emptyServer()]
  /** Accounts that lost the role. */
  demoted = new Set<string>()
  /** Its clock is off by so many ms. */
  clockError = 0
  /** So many transactions from now on find no room. */
  full = 0
  readonly #pending: Pending
  readonly #half: ServerHalf
  readonly #now: () => number
  #life = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(pending: Pending, half: ServerHalf, now: () => number) {
    this.#pending = pending
    this.#half = half
    this.#now = () => now() + this.clockError
  }

  kill(): void {
    this.#life += 1
    this.#turn = Promise.resolve()
    this.#pending.kill('server')
  }

  /** Everything acknowledged so far leaves the machine. */
  makeBackup(): void {
    // Somebody at the office writes now and then.
    this.state.position += 1
    this.state.watermark = this.state.position
    this.backups.push(copyOf(this.state))
  }

  /** The machine is lost; what a backup held is all there is. @param older how many backups before the last one */
  restore(older = 0): void {
    this.kill()
    const epoch = this.state.epoch + 1
    this.backups.length = Math.max(1, this.backups.length - older)
    this.state = { ...copyOf(this.backups.at(-1)!), epoch }
  }

  /** Resolves with the answer, or never when the server dies before it. @throws Refused */
  handle(accountId: string, batch: Batch): Promise<BatchReply> {
    return this.#alive((life) => this.#half.takeBatch(this.#store(life, accountId), batch))
  }

  takePhoto(accountId: string, from: { deviceId: string; accountId: string }, sha: string, bytes: Uint8Array) {
    return this.#alive((life) => this.#half.takePhoto(this.#photos(life, accountId), from, sha, bytes))
  }

  /** Somebody at the office looks at what waits: applies it, sets it aside, or takes it up again. */
  settle(one: Held, what: 'applied' | 'dropped' | 'waiting'): void {
    const { state } = this
    const known = [...state.kept.values(), ...state.held.values()].filter((row) => row.id === one.id)
    const stands = Math.max(0, ...known.filter((row) => row.outcome === 'applied').map((row) => row.version))
    // What a later version replaced already is only set aside, and what was applied stays so.
    if (one.outcome === 'applied' || (what === 'applied' && one.version < stands)) return
    const before = state.ledger.get(one.id)
    const withdrawn = withdraws(one.operation)
    if (what === 'applied' && withdrawn && !before) return
    state.position += 1
    const outcome = what === 'waiting' ? 'quarantined' : what
    const settled: Held = { ...one, outcome, position: state.position, problem: what === 'dropped' ? 'reason' : null }
    state.held.set(contentOf(one), settled)
    if (what !== 'applied') return
    const amount = amountOf(one.operation)
    state.total += amount - (before?.amount ?? 0)
    const { version, hash } = one
    state.ledger.set(one.id, { made: 1, photos: new Set(), ...before, version, hash, amount, withdrawn })
    tieAll(state, one)
  }

  async #alive<T>(work: (life: number) => Promise<T>): Promise<T> {
    const life = this.#life
    try {
      const result = await work(life)
      return life === this.#life ? result : never<T>()
    } catch (error) {
      if (life !== this.#life) return never<T>()
      throw error
    }
  }

  /** One after the other, each durable whole or not at all. */
  #transaction<T>(life: number, work: (draft: ServerState) => Promise<T>): Promise<T> {
    if (life !== this.#life) return never<T>()
    const done = this.#turn.then(async (): Promise<T> => {
      if (life !== this.#life) return never<T>()
      if (this.full > 0) {
        this.full -= 1
        throw new Passing()
      }
      const draft = copyOf(this.state)
      // Blobs lie beside the database.
      draft.blobs = this.state.blobs
      const result = await work(draft)
      return new Promise<T>((committed) =>
        this.#pending.add('server', () => {
          if (life !== this.#life) return
          const { watermark, epoch } = this.state
          // What the office wrote meanwhile took its turn as well.
          const position = Math.max(draft.position, this.state.position)
          this.state = { ...draft, position, watermark, epoch }
          committed(result)
        }),
      )
    })
    this.#turn = done.catch(() => {})
    return done
  }

  #store(life: number, accountId: string): FieldStore {
    return {
      accountId,
      inTransaction: (work) => this.#transaction(life, (draft) => work(fieldTx(draft, accountId, this.demoted))),
      photos: (deviceId, owed) => this.#half.offerPhotos(this.#photos(life, accountId), deviceId, owed),
      marks: () => {
        const { watermark, position, epoch } = this.state
        return Promise.resolve({ watermark, next: position + 1, epoch })
      },
      hash: (text) => Promise.resolve(sha256(text)),
      now: () => new Date(this.#now()),
      isPassing: (error) => error instanceof Passing,
      sayConflict: (why) => why,
      sayBroken: (path) => path.join('.'),
      sayStumbled: () => 'stumbled',
      otherAccount: () => new Refused(409),
    }
  }

  #photos(life: number, accountId: string): PhotoStore {
    return {
      accountId,
      announced: (deviceId, names) =>
        Promise.resolve(this.state.announced.filter((one) => one.deviceId === deviceId && names.includes(one.sha256))),
      holds: (sha) => Promise.resolve(this.state.blobs.has(sha)),
      check: (bytes) => (bytes[0] === 'X'.charCodeAt(0) ? Promise.reject(new Refused(415)) : Promise.resolve()),
      put: (bytes) =>
        new Promise((done) =>
          this.#pending.add('server', () => {
            if (life !== this.#life) return
            const name = sha256(bytes)
            this.state.blobs.add(name)
            done(name)
          }),
        ),
      tie: (deviceId, sha) =>
        this.#transaction(life, (draft) => {
          draft.announced = draft.announced.map((one) =>
            one.deviceId === deviceId && one.sha256 === sha && one.accountId === accountId
              ? { ...one, arrived: true }
              : one,
          )
          for (const one of draft.announced) if (one.arrived && one.tied) addPhoto(draft, one.targetId, one.sha256)
          return Promise.resolve()
        }),
      marks: () => Promise.resolve({ next: this.state.position + 1, epoch: this.state.epoch }),
      unknown: () => new Refused(404),
      changed: () => new Refused(422),
      otherAccount: () => new Refused(409),
    }
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {})
