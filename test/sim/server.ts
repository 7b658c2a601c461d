import { createHash } from 'node:crypto'
import type { KnownVersion } from '#slices/field/decide-rules.ts'
import type { BatchReply, Operation, PhotoReply } from '#slices/field/schema.ts'
import type { Applied, FieldStore, FieldTx } from '#slices/field/take-batch.ts'
import type { Pending } from './pending.ts'

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** What is on the server's disk. */
export interface ServerState {
  kept: Map<string, KnownVersion & { deviceId: string; id: string; deviceSeq: number; operation: Operation }>
  /** The ledger itself: one record for each operation, and how often it was made or corrected. */
  ledger: Map<string, { version: number; hash: string; made: number; deviceId: string; amount: number }>
  conflicts: Map<string, Operation>
  photos: Map<string, string>
  position: number
  /** Sums kept as records come, to be held against a recount. */
  total: number
  watermark: number
  backedUpAt: number
  epoch: number
}

export const emptyServer = (): ServerState => ({
  kept: new Map(),
  ledger: new Map(),
  conflicts: new Map(),
  photos: new Map(),
  position: 0,
  total: 0,
  watermark: 0,
  backedUpAt: 0,
  epoch: 1,
})

const copyOf = (state: ServerState): ServerState => ({
  ...state,
  kept: new Map(state.kept),
  ledger: new Map([...state.ledger].map(([id, row]) => [id, { ...row }])),
  conflicts: new Map(state.conflicts),
  photos: new Map(state.photos),
})

type TakeBatch = (
  store: FieldStore,
  deviceId: string,
  sent: readonly unknown[],
  owed: readonly string[],
) => Promise<BatchReply>

const amountOf = ({ act }: Operation): number => (act.do === 'entry' ? Number(act.amounts.piles ?? 0) : 1)

/** The server's half over a store in memory that can die between any two steps. */
export class SimServer {
  disk = emptyServer()
  backup = emptyServer()
  /** Devices whose person lost the role. */
  demoted = new Set<string>()
  readonly #pending: Pending
  readonly #take: TakeBatch
  readonly #now: () => number
  #life = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(pending: Pending, take: TakeBatch, now: () => number) {
    this.#pending = pending
    this.#take = take
    this.#now = now
  }

  kill(): void {
    this.#life += 1
    this.#turn = Promise.resolve()
    this.#pending.kill('server')
  }

  /** Everything acknowledged so far leaves the machine. */
  makeBackup(): void {
    this.disk.watermark = this.disk.position
    this.disk.backedUpAt = this.#now()
    this.backup = copyOf(this.disk)
  }

  /** The machine is lost; what the last backup held is all there is. */
  restore(): void {
    this.kill()
    const epoch = this.disk.epoch + 1
    this.disk = { ...copyOf(this.backup), epoch }
  }

  /** Resolves with the answer, or never when the server dies before it. */
  handle(deviceId: string, sent: readonly unknown[], owed: readonly string[]): Promise<BatchReply> {
    const life = this.#life
    return this.#take(this.#store(life), deviceId, sent, owed).then(
      (reply) => (life === this.#life ? reply : never()),
      (error: unknown) => {
        if (life !== this.#life) return never()
        throw error
      },
    )
  }

  takePhoto(name: string, bytes: Uint8Array): Promise<PhotoReply> {
    const life = this.#life
    return new Promise((done) =>
      this.#pending.add('server', () => {
        if (life !== this.#life) return
        const found = sha256(bytes)
        if (found === name) this.disk.photos.set(name, found)
        done({ sha256: found, at: this.#now() })
      }),
    )
  }

  #store(life: number): FieldStore {
    const alive = (): boolean => life === this.#life
    return {
      inTransaction: <T>(work: (tx: FieldTx) => Promise<T>): Promise<T> => {
        const done = this.#turn.then(async (): Promise<T> => {
          if (!alive()) return never<T>()
          const draft = copyOf(this.disk)
          const result = await work(this.#tx(draft))
          return new Promise<T>((committed) =>
            this.#pending.add('server', () => {
              if (!alive()) return
              // Photos arrive beside transactions.
              draft.photos = new Map([...draft.photos, ...this.disk.photos])
              const { watermark, backedUpAt, epoch } = this.disk
              this.disk = { ...draft, watermark, backedUpAt, epoch }
              committed(result)
            }),
          )
        })
        this.#turn = done.catch(() => {})
        return done
      },
      photos: (deviceId, owed) => {
        const announced = new Set(
          [
            ...this.disk.kept.values(),
            ...[...this.disk.conflicts.values()].map((operation) => ({ deviceId, operation })),
          ]
            .filter((row) => row.deviceId === deviceId)
            .flatMap((row) => row.operation.photos.map((photo) => photo.sha256)),
        )
        const have = owed.filter((name) => this.disk.photos.has(name))
        const slots = owed.filter((name) => announced.has(name) && !this.disk.photos.has(name)).slice(0, 4)
        return Promise.resolve({ slots, have })
      },
      backup: () => Promise.resolve({ watermark: this.disk.watermark, backedUpAt: this.disk.backedUpAt }),
      epoch: () => Promise.resolve(this.disk.epoch),
      hash: (text) => Promise.resolve(sha256(text)),
      now: () => new Date(this.#now()),
      isPassing: () => true,
      sayConflict: (why) => why,
      sayBroken: (what) => what,
    }
  }

  #tx(draft: ServerState): FieldTx {
    const key = (deviceId: string, id: string, version: number) => `${deviceId} ${id} ${version}`
    return {
      known: (deviceId, id) =>
        Promise.resolve([...draft.kept.values()].filter((row) => row.deviceId === deviceId && row.id === id)),
      chained: (deviceId, deviceSeq) => {
        const row = [...draft.kept.values()].find((one) => one.deviceId === deviceId && one.deviceSeq === deviceSeq)
        return Promise.resolve(row ? { id: row.id, version: row.version, hash: row.hash } : null)
      },
      apply: (operation): Promise<Applied> => {
        const { id, version, hash } = operation
        const deviceId = this.deviceOf(operation)
        if (this.demoted.has(deviceId)) return Promise.resolve({ outcome: 'quarantined', problem: 'role' })
        if (operation.act.do === 'entry' && operation.act.kind === 'no-such-kind')
          return Promise.resolve({ outcome: 'refused', problem: 'kind' })
        draft.position += 1
        const amount = amountOf(operation)
        const standing = draft.ledger.get(id)
        draft.total += amount - (standing?.amount ?? 0)
        draft.ledger.set(id, {
          version,
          hash,
          made: (standing?.made ?? 0) + (standing && version > standing.version ? 0 : 1),
          deviceId,
          amount,
        })
        return Promise.resolve({ outcome: 'applied', position: draft.position, problem: null })
      },
      keep: (deviceId, operation, outcome) => {
        const { id, deviceSeq } = operation
        draft.kept.set(key(deviceId, id, operation.version), { ...outcome, deviceId, id, deviceSeq, operation })
        return Promise.resolve()
      },
      keepConflict: (deviceId, operation) => {
        draft.conflicts.set(`${key(deviceId, operation.id, operation.version)} ${operation.hash}`, operation)
        return Promise.resolve()
      },
    }
  }

  /** Ids carry their device here, so that the world can be read off them. */
  deviceOf(operation: Operation): string {
    return operation.id.slice(0, 23)
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {})
