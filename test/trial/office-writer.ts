import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { dice } from '#server/demo/dice.ts'
import type { Ask } from './ask.ts'
import type { Seat } from './world.ts'

interface Written {
  id: string
  said: { piles: string; note: string }
  /** Acknowledged so far: the record itself, and each correction. */
  changes: number
}

/** A clerk at a screen: saves a record, presses again under the same name until it is told saved, and corrects some. */
export class OfficeWriter {
  readonly seat: Seat
  readonly written: Written[] = []
  #roll: ReturnType<typeof dice>

  constructor(seat: Seat, roll: ReturnType<typeof dice>) {
    this.seat = seat
    this.#roll = roll
  }

  /** One piece of work, tried until it is acknowledged or `goOn` says no. */
  async work(ask: Ask, goOn: () => boolean, told: (begun: number, said: number) => void): Promise<void> {
    const home = `/api/c/${this.seat.community}/entries`
    const corrects = this.written.length > 0 && this.#roll.between(1, 5) === 1
    const one: Written = corrects
      ? this.#roll.pick(this.written)
      : { id: newId(), said: { piles: '', note: '' }, changes: 0 }
    if (!corrects) this.written.push(one)
    const said = { piles: String(this.#roll.between(1, 30)), note: `第${one.changes + 1}次 ${one.id}` }
    const day = dayAt(new Date())
    const draft = {
      kind: 'cleanup',
      placeId: this.seat.placeId,
      dayFrom: day,
      dayTo: day,
      amounts: { piles: said.piles },
      fields: {},
      parties: {},
      note: said.note,
      via: 'form',
    }
    const asked = corrects
      ? ({ method: 'PUT', path: `${home}/${one.id}`, body: { ...draft, reason: '数错了' } } as const)
      : ({ method: 'POST', path: home, body: { ...draft, id: one.id } } as const)
    while (goOn()) {
      const begun = performance.now()
      const answer = await ask({ ...asked, cookie: this.seat.cookie })
      told(begun, answer?.status ?? 0)
      if (answer?.status === 200) {
        one.changes += 1
        one.said = said
        return
      }
      await new Promise((wait) => setTimeout(wait, 25))
    }
  }
}
