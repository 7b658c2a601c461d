import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { room } from './room.ts'

describe('a room', () => {
  it('takes as many as may work and wait, and the next when one leaves', () => {
    const small = room(1, 1)
    const [first] = [small.enter('a')!, small.enter('b')!]
    assert.ok(small.isFull())
    assert.equal(small.enter('c'), null)
    first()
    // Leaving twice frees one place, not two.
    first()
    assert.notEqual(small.enter('c'), null)
    assert.equal(small.enter('d'), null)
  })

  it('is never filled by one alone', () => {
    const small = room(2, 4)
    const [first, second] = [small.enter('a')!, small.enter('a')!]
    assert.equal(small.enter('a'), null)
    assert.equal(small.isFull(), false)
    assert.notEqual(small.enter('b'), null)
    first()
    assert.notEqual(small.enter('a'), null)
    second()
    assert.notEqual(small.enter('a'), null)
    assert.equal(small.enter('a'), null)
  })

  it('lets so many work at once and the others in their order', async () => {
    const small = room(2, 5)
    const done: number[] = []
    let most = 0
    let now = 0
    const job = (n: number) => async (): Promise<void> => {
      most = Math.max(most, (now += 1))
      await new Promise((wait) => setImmediate(wait))
      now -= 1
      done.push(n)
    }
    await Promise.all([1, 2, 3, 4, 5].map((n) => small.work(job(n))))
    assert.equal(most, 2)
    assert.deepEqual(done, [1, 2, 3, 4, 5])
  })

  it('tells a crowd to come back one after the other, not together and not for ever', () => {
    const small = room(1, 0)
    const told = Array.from({ length: 30_000 }, () => small.comeBackIn())
    assert.ok(told[0]! >= 2 && told.every((seconds, n) => n === 0 || seconds >= told[n - 1]!))
    const together = Math.max(...[...Map.groupBy(told.slice(0, 5_000), (s) => s).values()].map((same) => same.length))
    assert.ok(together < 50, `${together} in one second`)
    assert.equal(Math.max(...told), 600)
  })
})
