import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Reader } from '#kernel/reader.ts'
import type { Tables } from './tables.ts'

/** A transaction that carries its reader: the only handle store functions take. */
export type Tx = Transaction<Tables>

export interface Db {
  /** Business reads and writes, filtered to the reader by row-level security. */
  asReader: <T>(reader: Reader, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Sign-in only: accounts and sessions, before anybody is known. */
  asGate: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The owner: migrations, folding, backup. Never on behalf of a request. */
  asOwner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  pool: pg.Pool
  close: () => Promise<void>
}

// Dates travel as text (a Date object would drag the machine's zone in); bigints here are positions and counts that
// stay far below 2^53; numerics stay decimal text so that no sum passes through a float.
const parsers: Record<number, (text: string) => unknown> = { 1082: (text) => text, 20: Number }
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

export function openDb(config: pg.PoolConfig, size = 12): Db {
  const pool = new pg.Pool({ max: size, idleTimeoutMillis: 30_000, ...config, types })
  // A backend that dies while idle must not end the process; the next request gets a fresh connection or a 503.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    asReader: (reader, work) =>
      kysely.transaction().execute(async (tx) => {
        await carryReader(tx, reader)
        return work(tx)
      }),
    asGate: (work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`select set_config('role', 'ybz_gate', true),
          set_config('statement_timeout', ${String(GATE_TIMEOUT_MS)}, true)`.execute(tx)
        return work(tx)
      }),
    asOwner: (work) => kysely.transaction().execute(work),
    close: () => kysely.destroy(),
  }
}

// No statement a person waits for may run longer; one that would is a mistake in a query, not a large community.
const STATEMENT_TIMEOUT_MS = 60_000
// Signing in reads a few rows by their keys.
const GATE_TIMEOUT_MS = 10_000

async function carryReader(tx: Tx, reader: Reader): Promise<void> {
  await sql`select set_config('role', 'ybz_app', true),
    set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true),
    set_config('ybz.communities', ${arrayText([reader.communityId])}, true),
    set_config('ybz.nodes', ${arrayText(reader.nodes)}, true),
    set_config('ybz.places', ${reader.places === null ? '*' : arrayText(reader.places)}, true),
    set_config('ybz.actor', ${reader.actor}, true)`.execute(tx)
}

function arrayText(ids: string[]): string {
  return `{${ids.join(',')}}`
}
