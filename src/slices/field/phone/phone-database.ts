/**
 * The phone's one database. Rows, photos and the device's place in its chain stand together, so that one transaction
 * can make them durable together; `kept` is what was last read from the server, and may be lost without harm.
 */
const NAME = 'ybz-field'
const VERSION = 1

export type StoreName = 'rows' | 'photos' | 'bytes' | 'meta' | 'kept'

export function openPhoneDatabase(name: string = NAME): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(name, VERSION)
    asked.addEventListener('upgradeneeded', () => {
      const database = asked.result
      database.createObjectStore('rows', { keyPath: 'operation.deviceSeq' })
      database.createObjectStore('photos', { keyPath: 'sha256' })
      // Apart from their facts: counting what is owed must not read a hundred pictures.
      database.createObjectStore('bytes')
      database.createObjectStore('meta')
      database.createObjectStore('kept')
    })
    asked.addEventListener('success', () => {
      // A later version of the app in another tab may go ahead; this one asks anew when it is next used.
      asked.result.addEventListener('versionchange', () => asked.result.close())
      done(asked.result)
    })
    asked.addEventListener('error', () => failed(asked.error ?? new Error('the database did not open')))
    asked.addEventListener('blocked', () => failed(new Error('the database is held by an older page')))
  })
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => failed(request.error ?? new Error('the storage refused')))
  })
}

/** Resolves when what was written is on the disk, not merely handed over. @throws whatever made it go back */
export function durable(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    transaction.addEventListener('complete', () => done())
    transaction.addEventListener('abort', () => failed(transaction.error ?? new Error('the storage refused')))
  })
}
