import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from '#kernel/node/postgres/database.ts'
import { joinOrOpenDatabase } from '#kernel/node/postgres/join-database.ts'
import { identifyProcess } from '#kernel/node/postgres/process-identity.ts'
import { isOldTemplate, prepareTemplate } from './template.ts'

/** The database server that tests share, and the name of the migrated template in it. */
export interface TestServer {
  poolConfig: pg.PoolConfig
  url: string
  template: string
  ask(sql: string): Promise<pg.QueryResult>
  /** Whoever is still connected is thrown out. */
  drop(name: string): Promise<void>
  /** Call once for every testServer(); the last one to leave stops a server that this process started. */
  leave(): Promise<void>
}

/** Set by the test runner: `{poolConfig, url, template}` as JSON. */
export const TEST_SERVER = 'YBZ_TEST_SERVER'

/** Test data is thrown away, so it need not survive a power cut. */
export const FAST_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
}

const NOT_OURS = '42501'

let users = 0
let opening: Promise<{ database: Database; template: string }> | undefined

export async function testServer(): Promise<TestServer> {
  const given = process.env[TEST_SERVER]
  if (given !== undefined) {
    const { poolConfig, url, template } = JSON.parse(given) as Pick<TestServer, 'poolConfig' | 'url' | 'template'>
    return { poolConfig, url, template, ...doing(poolConfig), leave: async () => {} }
  }
  users += 1
  try {
    const { database, template } = await (opening ??= open())
    const { poolConfig, url } = database
    return { poolConfig, url, template, ...doing(poolConfig), leave }
  } catch (error) {
    users -= 1
    opening = undefined
    throw error
  }
}

/** One folder per system user keeps its server's files between runs, so a single test starts in half a second. */
async function open(): Promise<{ database: Database; template: string }> {
  const dataFolder = join(tmpdir(), `yibenzhang-test-${userInfo().username}`)
  const database = await joinOrOpenDatabase({ dataFolder, settings: FAST_SETTINGS })
  if (database.mode === 'embedded') await dropAbandoned(database.poolConfig)
  return { database, template: await prepareTemplate(database.poolConfig) }
}

async function leave(): Promise<void> {
  users -= 1
  if (users > 0 || opening === undefined) return
  const { database } = await opening
  if (users > 0) return
  opening = undefined
  await database.stop()
}

/** What killed test processes and former migrations left. Others may have joined the server already and stay. */
async function dropAbandoned(poolConfig: pg.PoolConfig): Promise<void> {
  const { rows } = await ask(poolConfig, 'select datname from pg_database')
  for (const { datname } of rows as Array<{ datname: string }>) {
    const pid = /^test_(\d+)_\d+$/.exec(datname)?.[1]
    const isLeft = pid !== undefined && identifyProcess(Number(pid)) === undefined
    if (isLeft || isOldTemplate(datname)) await drop(poolConfig, datname)
  }
}

const doing = (poolConfig: pg.PoolConfig): Pick<TestServer, 'ask' | 'drop'> => ({
  ask: (sql) => ask(poolConfig, sql),
  drop: (name) => drop(poolConfig, name),
})

async function drop(poolConfig: pg.PoolConfig, name: string, tries = 20): Promise<void> {
  try {
    await ask(poolConfig, `drop database if exists ${name} with (force)`)
  } catch (error) {
    // The server's own sweeper is in there, whom nobody but it may throw out: it goes by itself.
    if ((error as { code?: string }).code !== NOT_OURS || tries === 0) throw error
    await pause(250)
    await drop(poolConfig, name, tries - 1)
  }
}

async function ask(poolConfig: pg.PoolConfig, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(poolConfig)
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
