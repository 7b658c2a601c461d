import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const ROOT = join(import.meta.dirname, '..')
const MIGRATE = join(ROOT, 'src/kernel/node/migrate.ts')
/** Any number nobody else uses: two test processes must not build the same template at once. */
const BUILDING = 7_201_907

/**
 * A migrated, otherwise empty database to copy from. Its name follows from everything the migration reads, so a changed
 * migration makes a new one. Returns the name. Takes a second the first time.
 */
export async function prepareTemplate(poolConfig: pg.PoolConfig): Promise<string> {
  const template = `template_${fingerprint()}`
  const client = new pg.Client(poolConfig)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [BUILDING])
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount !== 0) return template
    await client.query('drop database if exists building with (force)')
    await client.query('create database building')
    await migrateTo({ ...poolConfig, database: 'building' })
    await client.query(`alter database building rename to ${template}`)
    return template
  } finally {
    await client.end()
  }
}

async function migrateTo(poolConfig: pg.PoolConfig): Promise<void> {
  if (!existsSync(MIGRATE)) return
  const { migrate } = (await import(MIGRATE)) as { migrate(config: pg.PoolConfig): Promise<unknown> }
  await migrate(poolConfig)
}

/** Names a template that no present code would use. */
export function isOldTemplate(name: string): boolean {
  return name.startsWith('template_') && name !== `template_${fingerprint()}`
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = globSync(['db/**/*', 'catalog/**/*', 'src/kernel/node/migrate*.ts', 'package-lock.json'], {
    cwd: ROOT,
  }).sort()
  for (const file of files) {
    const path = join(ROOT, file)
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}
