import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/**
 * The product draws people so that nobody can know beforehand. A walk must be the same again from its seed, so inside
 * `drawing` the draw follows given dice; everywhere else it stays what it is.
 */
const given = new AsyncLocalStorage<(count: number) => number>()
const real = crypto.randomInt as (count: number) => number
crypto.randomInt = ((count: number) => (given.getStore() ?? real)(count)) as typeof crypto.randomInt
syncBuiltinESMExports()

export const drawing = <T>(draw: (count: number) => number, work: () => Promise<T>): Promise<T> => given.run(draw, work)
