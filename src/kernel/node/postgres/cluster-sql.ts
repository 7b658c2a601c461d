import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Address } from './address.ts'
import { DATABASE_NAME, OWNER_ROLE } from './database.ts'
import type { Postmaster } from './postmaster.ts'

/** Joined commands carry this name, so that an owner who leaves sees whom it would cut off. */
export const JOINED = 'ybz joined'

/** False when the server ended or `deadline` (performance.now()) passed without an answer. */
export async function awaitAnswer(address: Address, server: Postmaster, deadline: number): Promise<boolean> {
  while (!server.isGone() && performance.now() < deadline) {
    if (server.isReady() && (await answers(address.superuser))) return true
    await sleep(20)
  }
  return false
}

export async function answers(config: pg.PoolConfig): Promise<boolean> {
  try {
    await ask(config, 'select 1')
    return true
  } catch {
    return false
  }
}

/**
 * The ledger's own role and database; the role is no superuser, so that what works here also works on an office's
 * database server. Safe to repeat: a process killed in between finds the rest done by the next start.
 */
export async function ensureOwner(address: Address): Promise<void> {
  const password = address.owner.password
  await ask(
    address.superuser,
    `do $$ begin
       if not exists (select from pg_roles where rolname = '${OWNER_ROLE}') then
         create role ${OWNER_ROLE} login createdb createrole ${typeof password === 'string' ? `password '${password}'` : ''};
       end if;
     end $$`,
  )
  const found = await ask(address.superuser, `select 1 from pg_database where datname = '${DATABASE_NAME}'`)
  if (found.rowCount === 0) await ask(address.superuser, `create database ${DATABASE_NAME} owner ${OWNER_ROLE}`, 60_000)
}

/** Waits for commands that joined this server, for they would lose it. */
export async function joinersGone(address: Address, server: Postmaster, onLog: (line: string) => void): Promise<void> {
  for (let told = false; !server.isGone(); told = true) {
    const { rows } = await ask(
      address.superuser,
      `select count(*)::int as open from pg_stat_activity where application_name = '${JOINED}'`,
    ).catch(() => ({ rows: [{ open: 0 }] }))
    if (rows[0].open === 0) return
    if (!told) onLog('另一条命令还在使用数据库，等它结束… Waiting for another command to finish with the database …')
    await sleep(200)
  }
}

/** Long for a question, short for a start: a worker whose server was killed may never answer and never go by itself. */
const ANSWER_MS = 10_000

async function ask(config: pg.PoolConfig, sql: string, patience = ANSWER_MS): Promise<pg.QueryResult> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 3000, query_timeout: patience })
  // A server that goes away while we ask is reported by the query; the event must not end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.query(sql)
  } finally {
    await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })])
  }
}
