import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FastifyReply } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { doorLine } from './door-line.ts'

describe('the line at the door', () => {
  const open = () => {
    const told: number[] = []
    const reply = { header: (_: string, seconds: string) => told.push(Number(seconds)) } as unknown as FastifyReply
    let letGo = (): void => {}
    const held = new Promise<void>((done) => (letGo = done))
    return { told, reply, letGo, held }
  }
  const isBusy = (error: unknown): boolean => error instanceof Problem && error.code === 'server.busy'

  it('asks so many at once, and tells strangers beyond its length when to come back', async () => {
    const { told, reply, letGo, held } = open()
    const line = doorLine(2, 4)
    let asked = 0
    const ask = (): Promise<void> =>
      line(reply, false, async () => {
        asked += 1
        await held
      })
    const first = [ask(), ask(), ask(), ask()]
    for (let n = 0; n < 3; n += 1) await assert.rejects(ask(), isBusy)
    assert.equal(asked, 2)
    assert.equal(told.length, 3)
    assert.ok(told.every((seconds) => seconds >= 2 && seconds < 22))
    letGo()
    await Promise.all(first)
    assert.equal(asked, 4)
    await ask()
  })

  it('never turns away whoever is known, however many strangers stand there', async () => {
    const { told, reply, letGo, held } = open()
    const line = doorLine(1, 1)
    const stranger = line(reply, false, () => held)
    await assert.rejects(
      line(reply, false, () => held),
      isBusy,
    )
    const known = Array.from({ length: 5 }, (_, n) => line(reply, true, () => Promise.resolve(n)))
    letGo()
    assert.deepEqual(await Promise.all(known), [0, 1, 2, 3, 4])
    await stranger
    assert.equal(told.length, 1)
  })

  it('has room again after somebody whose question failed', async () => {
    const { reply } = open()
    const line = doorLine(1, 1)
    for (let n = 0; n < 3; n += 1)
      await assert.rejects(
        line(reply, false, () => Promise.reject(new Error('gone'))),
        /gone/,
      )
  })
})
