import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startOpener } from '#test/opener.ts'
import { scratchFolder } from '#test/scratch.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { identifyProcess } from './process-identity.ts'

test('a database server killed under writes comes back by itself with every acknowledged row', async (t) => {
  const crashes: unknown[] = []
  const database = await openDatabase({ dataFolder: scratchFolder(), onCrash: (end) => crashes.push(end.signal) })
  t.after(() => database.stop())
  const pool = new pg.Pool({ ...database.poolConfig, max: 4 })
  t.after(() => pool.end())
  pool.on('error', () => {})
  await pool.query('create table witness (n int primary key)')
  const acknowledged: number[] = []
  const enough = new AbortController()
  let next = 0
  const writers = Array.from({ length: 4 }, async () => {
    while (!enough.signal.aborted) {
      const n = (next += 1)
      await pool.query('insert into witness values ($1)', [n]).then(
        () => acknowledged.push(n),
        () => database.ready(),
      )
    }
  })
  for (const round of [1, 2]) {
    const before = acknowledged.length
    while (acknowledged.length < before + 50) await sleep(5)
    const killed = database.pid()!
    process.kill(killed, 'SIGKILL')
    while (crashes.length < round) await sleep(5)
    await database.ready()
    assert.notEqual(database.pid(), killed)
  }
  enough.abort()
  await Promise.all(writers)
  assert.deepEqual(crashes, ['SIGKILL', 'SIGKILL'])
  assert.deepEqual(await missing(database, acknowledged), [])
})

test('after the owner is killed its server stops too and the folder opens again with every acknowledged row', async (t) => {
  const folder = scratchFolder()
  const acknowledged: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const owner = startOpener(t, folder, 'write')
    const server = Number((await owner.said('open ')).slice(5))
    while (owner.acknowledged().length < 30) await sleep(5)
    await owner.kill()
    acknowledged.push(...owner.acknowledged())
    const database = await openDatabase({ dataFolder: folder })
    assert.equal(identifyProcess(server), undefined)
    assert.deepEqual(await missing(database, acknowledged), [])
    await database.stop()
  }
})

test('a first start killed at any moment leaves nothing that hinders the next', async (t) => {
  for (const delay of [0, 300, 800]) {
    const folder = join(scratchFolder(), 'data')
    const owner = startOpener(t, folder, 'hold')
    await owner.said('opening')
    await sleep(delay)
    await owner.kill()
    const database = await openDatabase({ dataFolder: folder })
    await database.stop()
    assert.deepEqual((await readdir(folder)).sort(), ['lock', 'postgres', 'run'], `killed after ${delay} ms`)
    assert.ok(existsSync(join(folder, 'postgres', 'PG_VERSION')))
  }
})

async function missing(database: Database, acknowledged: number[]): Promise<number[]> {
  const client = new pg.Client(database.poolConfig)
  await client.connect()
  try {
    const { rows } = await client.query('select n from unnest($1::int[]) n except select n from witness', [
      acknowledged,
    ])
    return rows.map((row: { n: number }) => row.n)
  } finally {
    await client.end()
  }
}
