import { CompiledQuery, Kysely, type Transaction } from 'kysely'
import pg from 'pg'
import type { Reader } from '#kernel/reader.ts'
import { DoorDialect } from './door-dialect.ts'
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
  const kysely = new Kysely<Tables>({ dialect: new DoorDialect(pool) })
  return {
    pool,
    asReader: (reader, work) => through(kysely, readersDoor(reader), work),
    asGate: (work) => through(kysely, GATE, work),
    asOwner: (work) => through(kysely, 'begin', work),
    close: () => kysely.destroy(),
  }
}

// Beginning and saying who asks is one trip to the database, not two.
function through<T>(kysely: Kysely<Tables>, door: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return kysely.transaction().execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(door))
    return work(tx)
  })
}

// No statement a person waits for may run longer; one that would is a mistake in a query, not a large community.
const STATEMENT_TIMEOUT_MS = 60_000
// Signing in reads a few rows by their keys.
const GATE_TIMEOUT_MS = 10_000

const GATE = beginWith({ role: 'ybz_gate', statement_timeout: String(GATE_TIMEOUT_MS) })

function readersDoor(reader: Reader): string {
  return beginWith({
    role: 'ybz_app',
    statement_timeout: String(STATEMENT_TIMEOUT_MS),
    'ybz.communities': arrayText(reader.communities ?? [reader.communityId]),
    'ybz.nodes': arrayText(reader.nodes),
    'ybz.places': reader.places === null ? '*' : arrayText(reader.places),
    'ybz.parties': arrayText(reader.parties),
    'ybz.actor': reader.actor,
    'ybz.role': reader.role,
  })
}

function beginWith(settings: Record<string, string>): string {
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
  return `begin; select ${set.join(', ')}`
}

function arrayText(ids: string[]): string {
  return `{${ids.join(',')}}`
}
