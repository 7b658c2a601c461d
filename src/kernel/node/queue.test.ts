import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { scratchFolder } from '#test/scratch.ts'
import { migrate } from './migrate.ts'
import type { Database } from './postgres/database.ts'
import { openDatabase } from './postgres/open-database.ts'
import { workQueue } from './queue.ts'

test('jobs go on, and those cut short run again, when the database is killed as they end', async (t) => {
  const { database, pool, clients } = await openWithPool(t)
  const unheard: unknown[] = []
  const hear = (reason: unknown): void => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  t.after(() => process.off('unhandledRejection', hear))

  const runs = { ends: 0, fails: 0, after: 0 }
  const killDatabase = (): void => {
    process.kill(database.pid()!, 'SIGKILL')
    // At once, so that the queue meets connections that are dead and not yet known to be.
    for (const client of clients) client.connection.stream.destroy()
  }
  const queue = await workQueue(pool, [
    { task: 'ends', run: async () => void ((runs.ends += 1) === 1 && killDatabase()) },
    {
      task: 'fails',
      run: async () => {
        runs.fails += 1
        if (runs.fails > 1) return
        killDatabase()
        throw new Error('could not')
      },
    },
    { task: 'after', run: async () => void (runs.after += 1) },
  ])
  const add = async (task: string): Promise<void> => {
    await database.ready()
    await pool.query('select graphile_worker.add_job($1)', [task])
  }
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await sleep(20)
  }
  await add('ends')
  await until(() => runs.ends === 2)
  await add('fails')
  await until(() => runs.fails === 2)
  await add('after')
  await until(() => runs.after === 1)
  await queue.stop()
  const left = await pool.query('select from graphile_worker.jobs')
  assert.equal(left.rowCount, 0)
  assert.deepEqual(unheard, [])
})

test('a job held by a process that was killed is taken up by the next', async (t) => {
  const { pool } = await openWithPool(t)
  await pool.query(`select graphile_worker.add_job('held')`)
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = 'a worker that is gone', locked_at = now(), attempts = 1`,
  )
  const ran = Promise.withResolvers<void>()
  const queue = await workQueue(pool, [{ task: 'held', run: async () => ran.resolve() }])
  await ran.promise
  await queue.stop()
})

/** With what the driver holds of the line to the server. */
type Connected = pg.PoolClient & { connection: { stream: Socket } }

async function openWithPool(t: TestContext): Promise<{ database: Database; pool: pg.Pool; clients: Set<Connected> }> {
  const database = await openDatabase({ dataFolder: scratchFolder() })
  await migrate(database.poolConfig)
  const pool = new pg.Pool(database.poolConfig)
  pool.on('error', () => {})
  const clients = new Set<Connected>()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    clients.add(client as Connected)
  })
  pool.on('remove', (client) => clients.delete(client as Connected))
  t.after(async () => {
    await pool.end()
    await database.stop()
  })
  return { database, pool, clients }
}
