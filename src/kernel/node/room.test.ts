import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Place, room } from './room.ts'

const HERE = 'huaiyin'

describe('a room', () => {
  it('takes as many as may work and wait, and the next when one leaves', () => {
    const small = room(1, 1)
    const [first] = [small.enter('a', HERE)!, small.enter('b', 'lindong')!]
    assert.ok(small.isFull(HERE))
    assert.equal(small.enter('c', HERE), null)
    first.leave()
    // Leaving twice frees one place, not two.
    first.leave()
    assert.notEqual(small.enter('c', HERE), null)
    assert.equal(small.enter('d', 'lindong'), null)
  })

  it('is never filled by one alone', () => {
    const small = room(4, 20)
    const mine = [1, 2, 3, 4].map(() => small.enter('a', HERE)!)
    assert.equal(small.enter('a', HERE), null)
    assert.equal(small.isFull(HERE), false)
    assert.notEqual(small.enter('b', HERE), null)
    mine[0]!.leave()
    assert.notEqual(small.enter('a', HERE), null)
    assert.equal(small.enter('a', HERE), null)
  })

  it('lets so many work at once and the others in their order', async () => {
    const small = room(2, 8)
    const done: number[] = []
    let most = 0
    let now = 0
    const job = (n: number) => async (): Promise<void> => {
      most = Math.max(most, (now += 1))
      await new Promise((wait) => setImmediate(wait))
      now -= 1
      done.push(n)
    }
    await Promise.all([1, 2, 3, 4, 5].map((n) => inTurn(small.enter(`p${n}`, HERE)!, job(n))))
    assert.equal(most, 2)
    assert.deepEqual(done, [1, 2, 3, 4, 5])
  })

  it('lets somebody of another community in, and to work next, however many of one crowd the door', async () => {
    const small = room(2, 10)
    const order: string[] = []
    const open: (() => void)[] = []
    const job = (name: string) => async (): Promise<void> => {
      order.push(name)
      await new Promise<void>((wait) => open.push(wait))
    }
    const crowd: Place[] = []
    for (let n = 0; n < 50; n += 1) {
      const place = small.enter(`p${n}`, HERE)
      if (place) crowd.push(place)
    }
    assert.equal(crowd.length, 8)
    const jobs = crowd.map((place, n) => inTurn(place, job(`crowd ${n}`)))
    const other = small.enter('zhou', 'lindong')!
    jobs.push(inTurn(other, job('other')))
    await turn()
    assert.deepEqual(order, ['crowd 0', 'crowd 1'])
    open.shift()!()
    await turn()
    assert.deepEqual(order, ['crowd 0', 'crowd 1', 'other'])
    // While the other works, the crowd has what is left; nobody stands idle.
    for (let n = 0; n < 9; n += 1) {
      open.shift()?.()
      await turn()
    }
    await Promise.all(jobs)
    assert.equal(order.length, 9)
  })

  it('keeps a turn free for the next community, and gives up the turn of whoever leaves before it', async () => {
    const small = room(4, 12)
    const crowd = Array.from({ length: 5 }, (_, n) => small.enter(`p${n}`, HERE)!)
    const begun: number[] = []
    crowd.forEach((place, n) => void place.turn().then(() => begun.push(n)))
    await turn()
    assert.deepEqual(begun, [0, 1, 2])
    await small.enter('zhou', 'lindong')!.turn()
    crowd[3]!.leave()
    crowd[0]!.leave()
    await turn()
    assert.deepEqual(begun, [0, 1, 2])
    crowd[1]!.leave()
    await turn()
    assert.deepEqual(begun, [0, 1, 2, 4])
  })

  it('keeps its promises whoever comes and goes', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = dice(seed)
      const [inside, waiting] = [1 + random(4), random(30)]
      const small = room(inside, waiting, { now: () => 0 })
      const here: { by: string; of: string; place: Place }[] = []
      const many = (of: string): number => here.filter((one) => one.of === of).length
      for (let step = 0; step < 300; step += 1) {
        if (here.length > 0 && random(3) === 0) here.splice(random(here.length), 1)[0]!.place.leave()
        const of = `c${random(1 + random(12))}`
        const by = `${of} ${random(9)}`
        const free = inside + waiting - here.length
        const isMany = here.filter((one) => one.by === by).length >= 4
        const newcomer = many(of) === 0
        const isFull = small.isFull(of)
        const place = small.enter(by, of)
        assert.equal(place !== null, !isFull && !isMany)
        if (newcomer && free > 0) assert.ok(place, `seed ${seed}: a community without a place finds one that is free`)
        if (!place) continue
        here.push({ by, of, place })
        assert.ok(here.length <= inside + waiting)
        assert.ok(many(of) <= 1 + (2 * (inside + waiting)) / 3, `seed ${seed}: one community holds ${many(of)}`)
      }
      for (const { place } of here) place.leave()
      // Empty again: as many as ever.
      assert.equal(small.isFull('anybody'), false)
    }
  })

  it('tells a crowd to come back one after the other, not together and not for ever', () => {
    const small = room(1, 0, { now: () => 1_000 })
    const told = Array.from({ length: 30_000 }, () => small.comeBackIn(HERE))
    assert.ok(told[0]! >= 2)
    // As long as their times fit into a minute, each comes after the one before; beyond, the minute is filled evenly.
    const first = told.slice(0, 2_000)
    assert.ok(first.every((seconds, n) => n === 0 || seconds >= first[n - 1]!))
    const together = (some: number[]): number =>
      Math.max(...[...Map.groupBy(some, (seconds) => seconds).values()].map((same) => same.length))
    assert.ok(together(first) < 50, `${together(first)} in one second`)
    assert.equal(Math.max(...told), 60)
    assert.ok(together(told) < (2 * 30_000) / 60, `${together(told)} in one second`)
    // The crowd of one community is not what the next has to wait for.
    assert.ok(small.comeBackIn('lindong') < 5)
  })
})

async function inTurn(place: Place, job: () => Promise<void>): Promise<void> {
  await place.turn()
  await job().finally(place.leave)
}

const turn = (): Promise<void> => new Promise((wait) => setImmediate(wait))

function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) | 0
    return ((state >>> 8) & 0xffff) % sides
  }
}
