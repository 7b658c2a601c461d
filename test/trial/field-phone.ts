import { createHash } from 'node:crypto'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { dice } from '#server/demo/dice.ts'
import { operationText } from '#slices/field/operation-text.ts'
import type { Act, BatchReply, Operation, PhotoFact } from '#slices/field/schema.ts'
import type { Seat } from './world.ts'

/** One version of one operation, and what its phone was told of it. */
export interface Made {
  operation: Operation
  /** Where it stands; 0 while nobody said that it is in the ledger. */
  position: number
  /** Sent without a whole answer, so many times. */
  cut: number
  /** When the sending began that was answered, ms. */
  sentAt: number
}

export interface Picture {
  fact: PhotoFact
  bytes: Uint8Array
  isThere: boolean
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * A phone as the server knows it: a chain of operations, sent again under the same name until the server answers for
 * exactly that id and version, and photos after them in the slots it grants.
 */
export class FieldPhone {
  readonly deviceId = newId()
  readonly seat: Seat
  readonly made: Made[] = []
  readonly pictures = new Map<string, Picture>()
  /** What came back as anything but applied: with honest phones, nothing. */
  readonly refusals: string[] = []
  #waiting: Made[] = []
  #roll: ReturnType<typeof dice>
  #last = ''

  constructor(seat: Seat, roll: ReturnType<typeof dice>) {
    this.seat = seat
    this.#roll = roll
  }

  /** Of what was made, how much the server has not answered for. */
  waiting(): number {
    return this.#waiting.length
  }

  owed(): string[] {
    return [...this.pictures].filter(([, picture]) => !picture.isThere).map(([name]) => name)
  }

  /** A clean-up, mostly; now and then a problem found, or an edit of something made before. */
  make(picture?: Picture): void {
    const chance = this.#roll.between(1, 100)
    const entries = this.made.filter(({ operation }) => operation.act.do === 'entry')
    const edited = chance <= 12 && entries.length > 0 ? this.#roll.pick(entries).operation : undefined
    if (edited) {
      const versions = this.made.filter(({ operation }) => operation.id === edited.id)
      const version = 1 + Math.max(...versions.map(({ operation }) => operation.version))
      this.#append(edited.id, version, this.#cleanup(edited.id, version), edited.photos)
      return
    }
    const id = newId()
    if (picture) this.pictures.set(picture.fact.sha256, picture)
    const act = chance > 94 ? this.#problem(id) : this.#cleanup(id, 1)
    this.#append(id, 1, act, picture ? [picture.fact] : [])
  }

  makeEntry(): void {
    const id = newId()
    this.#append(id, 1, this.#cleanup(id, 1), [])
  }

  #append(id: string, version: number, act: Act, photos: PhotoFact[]): void {
    const hash = sha256(operationText(act, photos))
    const operation: Operation = {
      id,
      version,
      deviceSeq: this.made.length + 1,
      previous: this.#last,
      hash,
      clientTime: new Date().toISOString(),
      clockAhead: this.#roll.between(-90_000, 90_000),
      act,
      photos,
    }
    this.#last = hash
    const made = { operation, position: 0, cut: 0, sentAt: 0 }
    this.made.push(made)
    this.#waiting.push(made)
  }

  #cleanup(id: string, version: number): Act {
    return {
      do: 'entry',
      kind: 'cleanup',
      placeId: this.seat.placeId,
      locus: '',
      day: dayAt(new Date(Date.now() - this.#roll.between(0, 60) * 86_400_000)),
      amounts: { piles: String(this.#roll.between(1, 40)) },
      fields: {},
      parties: {},
      note: wordsOf(id, version),
    }
  }

  #problem(id: string): Act {
    return {
      do: 'case',
      typeCode: '',
      placeId: this.seat.placeId,
      locus: '门口',
      severity: 'ordinary',
      issue: wordsOf(id, 1),
      foundOn: dayAt(new Date(Date.now() - 86_400_000)),
      fixedOnSpot: null,
    }
  }

  /** What to send next, in the order it was made. */
  next(most: number): Made[] {
    return this.#waiting.slice(0, most)
  }

  /** The body of a request that sends these. */
  batchOf(sent: readonly Made[]): { deviceId: string; operations: Operation[]; owed: string[] } {
    return { deviceId: this.deviceId, operations: sent.map(({ operation }) => operation), owed: this.owed() }
  }

  /** Takes an answer item by item. @returns the photos that may be sent now */
  take(reply: BatchReply, sentAt: number): string[] {
    for (const item of reply.items) {
      const one = this.#waiting.find(({ operation: { id, version } }) => id === item.id && version === item.version)
      if (!one || item.outcome === 'later') continue
      if (item.outcome === 'applied') Object.assign(one, { position: item.position, sentAt })
      else this.refusals.push(`${item.outcome} ${item.problem ?? ''}`)
      this.#waiting = this.#waiting.filter((other) => other !== one)
    }
    for (const name of reply.have) this.arrived(name)
    return reply.slots
  }

  arrived(name: string): void {
    const picture = this.pictures.get(name)
    if (picture) picture.isThere = true
  }
}

/** What an operation says, so that every version of every one differs from all others. */
export const wordsOf = (id: string, version: number): string => `第${version}版 ${id}`
