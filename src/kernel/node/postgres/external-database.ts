import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { POSTGRES_FLOOR } from './binaries.ts'
import type { Database } from './database.ts'
import { databaseProblems } from './problems.ts'
import { Problem } from '../../problem.ts'

/**
 * Checks a database that somebody else runs: it answers, is new enough and keeps UTF-8. It may still be starting when
 * we are, so an unanswered call is repeated until `waitMs` has passed.
 *
 * @throws database.external.unreachable, database.version.floor, database.external.encoding
 */
export async function externalDatabase(databaseUrl: string, waitMs: number): Promise<Database> {
  const deadline = performance.now() + waitMs
  for (;;) {
    try {
      await check(databaseUrl)
      break
    } catch (error) {
      if (error instanceof Problem) throw error
      // A wrong password or name does not mend itself; only silence and "starting up" (57P03) may.
      const code = (error as { code?: string }).code ?? ''
      const mayPass = /^E[A-Z]+$/.test(code) || code === '57P03' || code === '53300'
      if (!mayPass || performance.now() > deadline) {
        throw databaseProblems['database.external.unreachable']({ reason: (error as Error).message || code })
      }
      await sleep(250)
    }
  }
  return {
    mode: 'external',
    poolConfig: { connectionString: databaseUrl },
    url: databaseUrl,
    pid: () => undefined,
    ready: async () => {},
    stop: async () => {},
  }
}

async function check(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding`,
    )
    const { major, encoding } = rows[0] as { major: number; encoding: string }
    if (major < POSTGRES_FLOOR)
      throw databaseProblems['database.version.floor']({ found: major, floor: POSTGRES_FLOOR })
    if (encoding !== 'UTF8') throw databaseProblems['database.external.encoding']({ encoding })
  } finally {
    await client.end().catch(() => {})
  }
}
