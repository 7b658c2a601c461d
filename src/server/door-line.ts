import type { FastifyReply } from 'fastify'
import { atMost } from '#kernel/node/at-most.ts'
import { problems } from '#kernel/problems.ts'

const LEAST_SECONDS = 2
/** Those told to come back come within so many seconds, not together. */
const SPREAD_SECONDS = 20

/** @param job looks who somebody is · @param isKnown they were here before */
type DoorLine = <T>(reply: FastifyReply, isKnown: boolean, job: () => Promise<T>) => Promise<T>

/**
 * The line of those who are asked who they are: a crowd must not take every connection from those who are already at
 * work, and who stands in it long would be answered late though there is room for them inside.
 * @param atOnce how many are asked at once · @param most how many strangers may stand in line; whoever is known may
 *   always, so that a crowd of made-up sessions keeps out nobody
 */
export function doorLine(atOnce: number, most: number): DoorLine {
  const inTurn = atMost(atOnce)
  let strangers = 0
  return async (reply, isKnown, job) => {
    if (isKnown) return inTurn(job)
    if (strangers >= most) {
      // By chance: counted, it would tell a stranger how many others were told.
      reply.header('retry-after', String(LEAST_SECONDS + Math.floor(Math.random() * SPREAD_SECONDS)))
      throw problems['server.busy']()
    }
    strangers += 1
    try {
      return await inTurn(job)
    } finally {
      strangers -= 1
    }
  }
}
