import {
  blankMeta,
  type OutboxRow,
  type PhoneChanges,
  type PhoneDisk,
  type PhoneMeta,
  type PhotoRow,
  STALE,
} from './ports.ts'
import { answerOf, durable, type StoreName } from './phone-database.ts'

/** Somebody else of this phone (another tab) wrote in between: read again and decide anew. */
export class StaleChain extends Error {
  constructor() {
    super('another page of this app saved meanwhile')
    this.name = STALE
  }
}

const META = 'device'
const OUTBOX: StoreName[] = ['rows', 'photos', 'bytes', 'meta']

const beginningWith = (key: string): IDBKeyRange => IDBKeyRange.bound(key, `${key}\uffff`)

/** The outbox on IndexedDB. One strict transaction per write: all of it durable, or nothing. */
export class IdbDisk implements PhoneDisk {
  readonly #open: () => Promise<IDBDatabase>
  readonly #newId: () => string
  #database: Promise<IDBDatabase> | null = null

  constructor(open: () => Promise<IDBDatabase>, newId: () => string) {
    this.#open = open
    this.#newId = newId
  }

  async write(changes: PhoneChanges): Promise<void> {
    const { rows = [], photos = [], meta, dropRows = [], dropPhotos = [], dropDraft } = changes
    const transaction = await this.#begin(dropDraft ? [...OUTBOX, 'kept'] : OUTBOX, 'readwrite')
    const ended = durable(transaction)
    const into = (name: StoreName): IDBObjectStore => transaction.objectStore(name)
    let stale = false
    const put = (): void => {
      into('meta').put({ ...meta, written: meta.written + 1 }, META)
      for (const row of rows) into('rows').put(row)
      for (const { bytes, sha256 } of photos) {
        into('photos').put({ sha256 })
        into('bytes').put(bytes, sha256)
      }
      for (const seq of dropRows) into('rows').delete(seq)
      for (const sha256 of dropPhotos) {
        into('photos').delete(sha256)
        into('bytes').delete(sha256)
      }
      if (dropDraft) into('kept').delete(beginningWith(dropDraft))
    }
    // What was decided on an older reading is not written: nobody writes over what they never saw.
    const asked: IDBRequest<Partial<PhoneMeta> | undefined> = into('meta').get(META)
    asked.addEventListener('success', () => {
      if ((asked.result?.written ?? 0) === meta.written) return put()
      stale = true
      transaction.abort()
    })
    await ended.catch((cause: unknown) => {
      throw stale ? new StaleChain() : cause
    })
  }

  async meta(): Promise<PhoneMeta> {
    const found = await this.#get<Partial<PhoneMeta>>('meta', META)
    // An older version of the app kept less of it.
    if (found) return { ...blankMeta(''), ...found }
    // Made once; whichever page is first, all of them read the same afterwards.
    const transaction = await this.#begin(['meta'], 'readwrite')
    const ended = durable(transaction)
    const store = transaction.objectStore('meta')
    const there = await answerOf(store.get(META) as IDBRequest<PhoneMeta | undefined>)
    const meta = there ?? blankMeta(this.#newId())
    if (!there) store.put(meta, META)
    await ended
    return meta
  }

  async rows(): Promise<OutboxRow[]> {
    const transaction = await this.#begin(['rows'], 'readonly')
    return answerOf(transaction.objectStore('rows').getAll() as IDBRequest<OutboxRow[]>)
  }

  async photo(sha256: string): Promise<PhotoRow | null> {
    const transaction = await this.#begin(['bytes'], 'readonly')
    const bytes = await answerOf(transaction.objectStore('bytes').get(sha256) as IDBRequest<Uint8Array | undefined>)
    return bytes ? { sha256, bytes } : null
  }

  async photoNames(): Promise<string[]> {
    const transaction = await this.#begin(['photos'], 'readonly')
    return answerOf(transaction.objectStore('photos').getAllKeys() as IDBRequest<string[]>)
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

  /** Writes and drops together. @param drop what the keys begin with that go before anything is written */
  async keepTogether(drop: readonly string[], put: readonly [key: string, value: unknown][]): Promise<void> {
    const transaction = await this.#begin(['kept'], 'readwrite')
    const ended = durable(transaction)
    const store = transaction.objectStore('kept')
    for (const key of drop) store.delete(beginningWith(key))
    for (const [key, value] of put) store.put(value, key)
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
