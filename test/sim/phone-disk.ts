import {
  blankMeta,
  type OutboxRow,
  type PhoneChanges,
  type PhoneDisk,
  type PhoneMeta,
  type PhotoRow,
  STALE,
} from '#slices/field/phone/ports.ts'
import type { Pending } from './pending.ts'

/** Names one content of one version, wherever it stands. */
export const contentOf = ({ id, version, hash }: { id: string; version: number; hash: string }): string =>
  `${id} ${version} ${hash}`

/** A phone's storage: what is committed survives any kill, what is under way does or does not, never by halves. */
export class SimDisk {
  rows = new Map<number, OutboxRow>()
  photos = new Map<string, PhotoRow>()
  meta: PhoneMeta
  /** The next write is refused: the phone is full. */
  full = false
  /** Every content that was ever durable here, and who saved it. */
  readonly ever = new Map<string, string>()
  /** What was let go of, as it stood then. */
  readonly dropped = new Map<number, OutboxRow>()
  readonly #pending: Pending

  constructor(pending: Pending, deviceId: string) {
    this.#pending = pending
    this.meta = blankMeta(deviceId)
  }

  /** This disk in the hands of one page of the app: once that is gone, nothing of it goes on. */
  heldBy(page: { name: string; alive: boolean }): PhoneDisk {
    const alive = <T>(work: () => T): Promise<T> => (page.alive ? Promise.resolve(work()) : new Promise(() => {}))
    return {
      write: (changes) => (page.alive ? this.#write(page, changes) : new Promise(() => {})),
      meta: () => alive(() => this.meta),
      rows: () => alive(() => this.sorted()),
      photo: (sha256) => alive(() => this.photos.get(sha256) ?? null),
      photoNames: () => alive(() => [...this.photos.keys()]),
    }
  }

  sorted(): OutboxRow[] {
    return [...this.rows.values()].sort((a, b) => a.operation.deviceSeq - b.operation.deviceSeq)
  }

  #write(page: { name: string; alive: boolean }, changes: PhoneChanges): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.add(page.name, () => {
        const refused = this.full ? 'full' : changes.meta.written === this.meta.written ? null : STALE
        if (this.full) this.full = false
        if (!refused) this.#commit(changes)
        if (!page.alive) return
        if (refused) failed(Object.assign(new Error(refused), { name: refused }))
        else done()
      })
    })
  }

  #commit({ rows = [], photos = [], meta, dropRows = [], dropPhotos = [] }: PhoneChanges): void {
    for (const row of rows) {
      this.rows.set(row.operation.deviceSeq, row)
      this.ever.set(contentOf(row.operation), row.accountId)
    }
    for (const photo of photos) this.photos.set(photo.sha256, photo)
    this.meta = { ...meta, written: meta.written + 1 }
    for (const seq of dropRows) {
      const row = this.rows.get(seq)
      if (row) this.dropped.set(seq, row)
      this.rows.delete(seq)
    }
    for (const name of dropPhotos) this.photos.delete(name)
  }

  copied(): { rows: Map<number, OutboxRow>; photos: Map<string, PhotoRow>; meta: PhoneMeta } {
    return { rows: new Map(this.rows), photos: new Map(this.photos), meta: this.meta }
  }

  putBack({ rows, photos, meta }: ReturnType<SimDisk['copied']>): void {
    this.rows = new Map(rows)
    this.photos = new Map(photos)
    this.meta = meta
  }
}
