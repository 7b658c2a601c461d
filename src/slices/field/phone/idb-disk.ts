import type { OutboxRow, PhoneChanges, PhoneDisk, PhoneMeta, PhotoRow } from './ports.ts'
import { answerOf, durable, type StoreName } from './phone-database.ts'

/** Somebody else of this phone (another tab) wrote in between: read again and decide anew. */
export class StaleChain extends Error {
  constructor() {
    super('another page of this app saved meanwhile')
  }
}

/** Rises with every write of the chain; travels with what was read, so that nobody writes over what they never saw. */
type Counted = PhoneMeta & { written?: number }

const META = 'device'

/** The outbox on IndexedDB. One strict transaction per write: all of it durable, or nothing. */
export class IdbDisk implements PhoneDisk {
  readonly #open: () => Promise<IDBDatabase>
  readonly #newId: () => string
  #database: Promise<IDBDatabase> | null = null

  constructor(open: () => Promise<IDBDatabase>, newId: () => string) {
    this.#open = open
    this.#newId = newId
  }

  async write({ rows = [], photos = [], meta, dropRows = [], dropPhotos = [] }: PhoneChanges): Promise<void> {
    const transaction = await this.#begin(['rows', 'photos', 'bytes', 'meta'], 'readwrite')
    const ended = durable(transaction)
    const into = (name: StoreName): IDBObjectStore => transaction.objectStore(name)
    let stale = false
    const put = (): void => {
      for (const row of rows) into('rows').put(row)
      for (const { bytes, ...facts } of photos) {
        into('photos').put(facts)
        into('bytes').put(bytes, facts.sha256)
      }
      for (const seq of dropRows) into('rows').delete(seq)
      for (const sha256 of dropPhotos) {
        into('photos').delete(sha256)
        into('bytes').delete(sha256)
      }
    }
    if (!meta) put()
    else {
      const { written = 0 } = meta as Counted
      const asked: IDBRequest<Counted | undefined> = into('meta').get(META)
      asked.addEventListener('success', () => {
        if ((asked.result?.written ?? 0) !== written) {
          stale = true
          transaction.abort()
          return
        }
        into('meta').put({ ...meta, written: written + 1 }, META)
        put()
      })
    }
    await ended.catch((cause: unknown) => {
      throw stale ? new StaleChain() : cause
    })
  }

  async meta(): Promise<PhoneMeta> {
    const found = await this.#get<PhoneMeta>('meta', META)
    if (found) return found
    // Made once; whichever page is first, all of them read the same afterwards.
    const transaction = await this.#begin(['meta'], 'readwrite')
    const ended = durable(transaction)
    const store = transaction.objectStore('meta')
    const there = await answerOf(store.get(META) as IDBRequest<PhoneMeta | undefined>)
    const meta = there ?? { ...blank(this.#newId()), written: 0 }
    if (!there) store.put(meta, META)
    await ended
    return meta
  }

  async rows(): Promise<OutboxRow[]> {
    const transaction = await this.#begin(['rows'], 'readonly')
    return answerOf(transaction.objectStore('rows').getAll() as IDBRequest<OutboxRow[]>)
  }

  async photo(sha256: string): Promise<PhotoRow | null> {
    const transaction = await this.#begin(['photos', 'bytes'], 'readonly')
    const facts = answerOf(transaction.objectStore('photos').get(sha256) as IDBRequest<PhotoRow | undefined>)
    const bytes = answerOf(transaction.objectStore('bytes').get(sha256) as IDBRequest<Uint8Array | undefined>)
    const [found, held] = await Promise.all([facts, bytes])
    return found && held ? { ...found, bytes: held } : null
  }

  async photoNames(): Promise<Omit<PhotoRow, 'bytes'>[]> {
    const transaction = await this.#begin(['photos'], 'readonly')
    return answerOf(transaction.objectStore('photos').getAll() as IDBRequest<Omit<PhotoRow, 'bytes'>[]>)
  }

  /** What was last read from the server; undefined when this phone never read it. */
  async kept<T>(key: string): Promise<T | undefined> {
    return this.#get<T>('kept', key)
  }

  async keep(key: string, value: unknown): Promise<void> {
    const transaction = await this.#begin(['kept'], 'readwrite')
    const ended = durable(transaction)
    transaction.objectStore('kept').put(value, key)
    await ended
  }

  async #get<T>(name: StoreName, key: string): Promise<T | undefined> {
    const transaction = await this.#begin([name], 'readonly')
    return answerOf(transaction.objectStore(name).get(key) as IDBRequest<T | undefined>)
  }

  async #begin(names: StoreName[], mode: IDBTransactionMode): Promise<IDBTransaction> {
    this.#database ??= this.#open()
    try {
      return (await this.#database).transaction(names, mode, { durability: 'strict' })
    } catch {
      // Closed under our hands (an update in another tab, the system short of memory): once more from the start.
      this.#database = this.#open()
      return (await this.#database).transaction(names, mode, { durability: 'strict' })
    }
  }
}

function blank(deviceId: string): PhoneMeta {
  return { deviceId, lastSeq: 0, lastHash: '', watermarks: {}, backedUpAt: {}, epochs: {}, clockAhead: null }
}
