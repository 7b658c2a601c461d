import type { OutboxRow, PhoneChanges, PhoneDisk, PhoneMeta, PhotoRow } from '#slices/field/phone/ports.ts'
import type { Pending } from './pending.ts'

/** A phone's storage: what is committed survives any kill, what is under way does or does not, never by halves. */
export class SimDisk implements PhoneDisk {
  rowsNow = new Map<number, OutboxRow>()
  photosNow = new Map<string, PhotoRow>()
  metaNow: PhoneMeta
  /** The next write is refused: the phone is full. */
  full = false
  readonly #owner: string
  readonly #pending: Pending
  /** How often whoever holds it was started. */
  lives = 0

  constructor(owner: string, pending: Pending, meta: PhoneMeta) {
    this.#owner = owner
    this.#pending = pending
    this.metaNow = meta
  }

  /** Whoever held this disk is gone; answers for them are never given. */
  restart(): void {
    this.lives += 1
  }

  /** This disk in the hands of one life of the app: once that is over, nothing of it goes on. */
  held(): PhoneDisk {
    const { lives } = this
    const alive = <T>(work: () => Promise<T>): Promise<T> => (lives === this.lives ? work() : new Promise(() => {}))
    return {
      write: (changes) => alive(() => this.write(changes)),
      meta: () => alive(() => this.meta()),
      rows: () => alive(() => this.rows()),
      photo: (sha256) => alive(() => this.photo(sha256)),
      photoNames: () => alive(() => this.photoNames()),
    }
  }

  write(changes: PhoneChanges): Promise<void> {
    const life = this.lives
    return new Promise((done, failed) => {
      this.#pending.add(this.#owner, () => {
        if (this.full) {
          this.full = false
          if (life === this.lives) failed(new Error('the storage is full'))
          return
        }
        this.commit(changes)
        if (life === this.lives) done()
      })
    })
  }

  copied(): { rows: Map<number, OutboxRow>; photos: Map<string, PhotoRow>; meta: PhoneMeta } {
    return { rows: new Map(this.rowsNow), photos: new Map(this.photosNow), meta: this.metaNow }
  }

  putBack({ rows, photos, meta }: ReturnType<SimDisk['copied']>): void {
    this.rowsNow = new Map(rows)
    this.photosNow = new Map(photos)
    this.metaNow = meta
  }

  commit({ rows = [], photos = [], meta, dropRows = [], dropPhotos = [] }: PhoneChanges): void {
    for (const row of rows) this.rowsNow.set(row.operation.deviceSeq, row)
    for (const photo of photos) this.photosNow.set(photo.sha256, photo)
    if (meta) this.metaNow = meta
    for (const seq of dropRows) this.rowsNow.delete(seq)
    for (const name of dropPhotos) this.photosNow.delete(name)
  }

  meta(): Promise<PhoneMeta> {
    return Promise.resolve(this.metaNow)
  }

  rows(): Promise<OutboxRow[]> {
    return Promise.resolve([...this.rowsNow.values()].sort((a, b) => a.operation.deviceSeq - b.operation.deviceSeq))
  }

  photo(sha256: string): Promise<PhotoRow | null> {
    return Promise.resolve(this.photosNow.get(sha256) ?? null)
  }

  photoNames(): Promise<Omit<PhotoRow, 'bytes'>[]> {
    return Promise.resolve(
      [...this.photosNow.values()].map(({ sha256, deliveredIn, deliveredAt }) => ({
        sha256,
        deliveredIn,
        deliveredAt,
      })),
    )
  }
}
