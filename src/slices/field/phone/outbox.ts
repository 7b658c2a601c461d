import { wholeRow } from './outbox-rules.ts'
import { type OutboxRow, type PhoneChanges, type PhoneDisk, type PhoneMeta, STALE } from './ports.ts'

/** What stands on the phone's disk at one reading. */
export interface Held {
  meta: PhoneMeta
  rows: OutboxRow[]
}

export interface Decided<T> {
  result: T
  /** Null: nothing is to change. */
  write: (Omit<PhoneChanges, 'meta'> & { meta?: Partial<PhoneMeta> }) | null
}

const TRIES = 5

/**
 * The rows of a phone, changed one at a time: read, decide, write; and when another page of the app wrote in between,
 * read again and decide anew. So nobody takes a place in the chain twice or writes over what they never saw.
 */
export class Outbox {
  readonly #disk: PhoneDisk
  #turn: Promise<unknown> = Promise.resolve()

  constructor(disk: PhoneDisk) {
    this.#disk = disk
  }

  async read(): Promise<Held> {
    const meta = await this.#disk.meta()
    return { meta, rows: (await this.#disk.rows()).map(wholeRow) }
  }

  /** @throws whatever the disk refuses with; nothing was changed then */
  change<T>(decide: (held: Held) => Decided<T> | Promise<Decided<T>>): Promise<T> {
    const done = this.#turn.then(async (): Promise<T> => {
      for (let tried = 1; ; tried += 1) {
        const held = await this.read()
        const { result, write } = await decide(held)
        if (!write) return result
        try {
          await this.#disk.write({ ...write, meta: { ...held.meta, ...write.meta } })
          return result
        } catch (cause) {
          if (!(cause instanceof Error) || cause.name !== STALE || tried === TRIES) throw cause
        }
      }
    })
    this.#turn = done.catch(() => {})
    return done
  }
}
