import type { NetReply, PhoneNet } from '#slices/field/phone/ports.ts'
import type { Batch, BatchReply, Operation } from '#slices/field/schema.ts'
import type { Pending, Roll } from './pending.ts'
import type { Page, SimPhone } from './phone.ts'
import { Refused, type SimServer } from './server.ts'

export interface Heard {
  accountId: string
  batch: Batch
  reply: BatchReply
}

/** A network that drops, doubles, delays and damages; a reply is lost as easily as a request. */
export class SimNet {
  healed = false
  /** So many requests in a row fail. */
  outage = 0
  /** A server in between that lets no more than so many records through at once. */
  narrow = Infinity
  /** Everything the server answered in its present life. */
  traffic: Heard[] = []
  readonly broken: string[] = []
  readonly #pending: Pending
  readonly #roll: Roll
  readonly #server: SimServer
  readonly #pass: (ms: number) => void
  /** Requests without an answer yet: every phone stops waiting for one some day. */
  readonly #calls = new Set<() => void>()

  constructor(pending: Pending, roll: Roll, server: SimServer, pass: (ms: number) => void) {
    this.#pending = pending
    this.#roll = roll
    this.#server = server
    this.#pass = pass
  }

  /** Lets everything happen that is under way. */
  async drain(): Promise<void> {
    for (;;) {
      while (await this.#pending.step());
      if (this.#calls.size === 0) return
      for (const giveUp of this.#calls) giveUp()
    }
  }

  of(phone: SimPhone, page: Page): PhoneNet {
    return {
      send: (_, sent) => {
        const damaged = !this.healed && this.#roll.between(0, 29) === 0
        const batch = damaged ? { ...sent, operations: sent.operations.map((one) => damage(one as Operation)) } : sent
        if (phone.sending && phone.sending.alive && phone.sending !== page) this.broken.push('two pages send at once')
        phone.sending = page
        const accountId = phone.session
        const reply = this.#through(page, async () => {
          if (accountId === null) throw new Refused(401)
          if (sent.operations.length > this.narrow) throw new Refused(413)
          if (sent.operations.some(isUnreadable)) throw new Refused(400)
          const answer = await this.#server.handle(accountId, batch)
          this.traffic.push({ accountId, batch, reply: answer })
          return answer
        })
        return reply.finally(() => {
          phone.sending = null
        })
      },
      sendPhoto: (owner, deviceId, name, bytes) => {
        const sent = !this.healed && this.#roll.between(0, 19) === 0 ? bytes.slice(1) : bytes
        const accountId = phone.session
        if (phone.cut.has(name)) return this.#cut(page)
        return this.#through(page, async () => {
          if (accountId === null) throw new Refused(401)
          if (phone.noWay.has(name)) throw new Refused(413)
          return this.#server.takePhoto(accountId, { deviceId, accountId: owner.accountId }, name, sent)
        })
      },
    }
  }

  /** Half of it goes, and then nothing any more; also over a good network. */
  #cut(page: Page): Promise<NetReply<never>> {
    return new Promise((answer) => {
      const giveUp = (): void => {
        this.#calls.delete(giveUp)
        if (page.alive) answer({ is: 'unclear' })
      }
      this.#calls.add(giveUp)
      this.#pending.add('net', giveUp)
    })
  }

  #through<T>(page: Page, reach: () => Promise<T>): Promise<NetReply<T>> {
    const pending = this.#pending
    const roll = this.#roll
    if (this.healed) this.#pass(200)
    return new Promise((answer) => {
      const done = (reply: NetReply<T>): void => {
        this.#calls.delete(giveUp)
        // Whoever asked may have been killed since.
        if (page.alive) answer(reply)
      }
      const giveUp = (): void => done({ is: 'unclear' })
      this.#calls.add(giveUp)
      const luck = this.healed ? 99 : this.outage > 0 ? 5 : roll.between(0, 99)
      if (this.outage > 0) this.outage -= 1
      if (luck < 4)
        return pending.add('net', () =>
          done({ is: 'refused', status: roll.pick([401, 413, 429, 500, 503]), retryAfter: roll.pick([null, 2]) }),
        )
      if (luck < 8) return pending.add('net', giveUp)
      const lost = luck < 20
      const answered = async (last: boolean): Promise<void> => {
        const reply: NetReply<T> = await reach().then(
          (value) => ({ is: 'answer' as const, value }),
          (error: unknown) => ({
            is: 'refused',
            status: error instanceof Refused ? error.status : 500,
            retryAfter: null,
          }),
        )
        if (last) pending.add('net', () => done(lost ? { is: 'unclear' } : reply))
      }
      const deliver = (last: boolean): void => pending.add('net', () => void answered(last))
      if (!this.healed && roll.between(0, 9) === 0) deliver(false)
      deliver(true)
      // The phone waits no longer than it waits, whatever the server does.
      if (!this.healed && roll.between(0, 3) === 0) pending.add('net', giveUp)
    })
  }
}

/** Something in between refuses whatever holds this. */
export const isUnreadable = (operation: unknown): boolean => {
  const { act } = operation as Operation
  return act.do === 'entry' && act.kind === 'unreadable'
}

function damage(operation: Operation): Operation {
  const broken = structuredClone(operation)
  if (broken.act.do === 'entry') broken.act.amounts = { piles: '999' }
  return broken
}
