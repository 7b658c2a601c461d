import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { quietLogger } from './queue.ts'
import { migrationProblems } from './migrate-problems.ts'

const ROOT = new URL('../../../db/', import.meta.url)
// One number for the whole product: two servers starting at once take turns here.
const MIGRATION_LOCK = 7_120_201

/**
 * Brings a database up to this version: every db/migrations/*.sql not yet applied, in order, each in its own
 * transaction; then the views of db/views/ are made again from their files. Forward only.
 * @throws migrate.newer when the database has been migrated by a newer version of the product.
 */
export async function migrate(config: pg.PoolConfig): Promise<{ applied: string[] }> {
  await migrateQueue(config)
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const known = await sqlFiles('migrations/')
    const done = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((r) => r.name))
    const stranger = [...done].find((name) => !known.includes(name))
    if (stranger) throw migrationProblems['migrate.newer']({ name: stranger })
    const applied: string[] = []
    for (const name of known.filter((name) => !done.has(name))) {
      const sql = await readFile(new URL(`migrations/${name}`, ROOT), 'utf8')
      await inTransaction(client, async () => {
        await client.query(sql)
        await client.query('insert into migration (name) values ($1)', [name])
      })
      applied.push(name)
    }
    await remakeViews(client)
    return { applied }
  } finally {
    await client.end()
  }
}

async function sqlFiles(folder: string): Promise<string[]> {
  return (await readdir(new URL(folder, ROOT))).filter((name) => name.endsWith('.sql')).sort()
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

// Views hold no data, so dropping and making them again is how they change; a leading number orders those that build
// on each other. Unchanged ones are left alone: dropping takes a lock that a running server would feel.
async function remakeViews(client: pg.Client): Promise<void> {
  const files = await sqlFiles('views/')
  const views = await Promise.all(
    files.map(async (file) => ({
      name: file.replace(/^\d+_/, '').replace(/\.sql$/, ''),
      sql: await readFile(new URL(`views/${file}`, ROOT), 'utf8'),
    })),
  )
  const digest = createHash('sha256').update(JSON.stringify(views)).digest('hex')
  await client.query('create table if not exists view_set (digest text primary key, names text[] not null)')
  const last = (await client.query<{ digest: string; names: string[] }>('select digest, names from view_set')).rows[0]
  if (last?.digest === digest) return
  await inTransaction(client, async () => {
    for (const name of (last?.names ?? []).toReversed()) {
      await client.query(`drop view if exists ${pg.escapeIdentifier(name)}`)
    }
    for (const { name, sql } of views) {
      await client.query(sql)
      // The reader's own rights and row security apply inside the view, not its owner's.
      await client.query(`alter view ${pg.escapeIdentifier(name)} set (security_invoker = true)`)
      await client.query(`grant select on ${pg.escapeIdentifier(name)} to ybz_app`)
    }
    await client.query('delete from view_set')
    await client.query('insert into view_set values ($1, $2)', [digest, views.map((view) => view.name)])
  })
}

async function migrateQueue(config: pg.PoolConfig): Promise<void> {
  const pgPool = new pg.Pool({ ...config, max: 2 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool, logger: quietLogger })
  } finally {
    await pgPool.end()
  }
}
