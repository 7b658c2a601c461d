import type { Page } from 'playwright-core'

export interface PhoneKept {
  /** Of operations, by the order they were saved in. */
  ids: string[]
  photos: {
    sha256: string
    /** Hash of the bytes as the phone's disk holds them. */
    of: string
  }[]
}

/** The phone's own database, read as it stands on its disk by the page that is open. */
export function phoneKept(page: Page): Promise<PhoneKept> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, failed) => {
        request.addEventListener('success', () => done(request.result))
        request.addEventListener('error', () => failed(request.error))
      })
    const database = await ask(indexedDB.open('ybz-field'))
    const all = async (name: string): Promise<any[]> => ask(database.transaction(name).objectStore(name).getAll())
    const names = await all('photos')
    const bytes = await all('bytes')
    const hashes = await Promise.all(
      bytes.map(async (one) =>
        Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', one)), (byte) =>
          byte.toString(16).padStart(2, '0'),
        ).join(''),
      ),
    )
    const rows = await all('rows')
    database.close()
    return {
      ids: rows.map((row) => row.operation.id),
      photos: names.map((name, at) => ({ sha256: name.sha256, of: hashes[at]! })),
    }
  })
}
