import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { filesBelow } from './files-below.ts'
import { type BackupManifest, MANIFEST } from './manifest.ts'
import { backupProblems } from './problems.ts'
import { tablesInOrder } from './table-order.ts'

const SECONDS_SINCE_2020 = `floor(extract(epoch from clock_timestamp() - timestamptz '2020-01-01 00:00+00'))::int`

/**
 * Restores a backup into a migrated database that holds no community, and its files into `blobFolder`. Every part is
 * checked against the manifest first; all rows go in in one transaction, so a restore cut short leaves nothing.
 */
export async function readBackup(request: {
  poolConfig: pg.PoolConfig
  blobFolder: string
  from: string
}): Promise<BackupManifest> {
  const manifest = await readManifest(request.from)
  await checkParts(request.from, manifest)
  const client = new pg.Client(request.poolConfig)
  await client.connect()
  try {
    const { rows } = await client.query<{ orgs: number; schema: string }>(
      'select (select count(*)::int from org) as orgs, (select max(name) from migration) as schema',
    )
    if (rows[0]!.orgs > 0) throw backupProblems['restore.not-empty']()
    if (manifest.schema > rows[0]!.schema) throw backupProblems['backup.newer']({ schema: manifest.schema })
    await copyFiles(join(dirname(resolve(request.from)), 'blobs'), request.blobFolder)
    await client.query('begin')
    const kept = new Set(manifest.tables.map((table) => table.name))
    for (const table of await tablesInOrder(client)) {
      if (kept.has(table.name))
        await pastRowSecurity(client, table.name, () => copyIn(client, request.from, table.name))
    }
    for (const part of manifest.tables) {
      const count = await client.query<{ n: number }>(
        `select count(*)::int as n from ${pg.escapeIdentifier(part.name)}`,
      )
      if (count.rows[0]!.n !== part.rows) throw backupProblems['backup.damaged']({ part: part.name })
    }
    // Whoever was told of something since this backup must learn that it may be gone. Counting on from what the backup
    // says is not enough: restored twice, both lives would bear one number, and phones believe the first.
    await client.query(
      `insert into community_epoch (community_id, epoch)
       select id, ${SECONDS_SINCE_2020} from org where level = 'community'
       on conflict (community_id) do update set epoch = greatest(community_epoch.epoch + 1, excluded.epoch)`,
    )
    await client.query('commit')
    return manifest
  } finally {
    await client.end()
  }
}

async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as BackupManifest
    if (manifest.format === 1 && manifest.product === 'yibenzhang' && Array.isArray(manifest.tables)) return manifest
  } catch {
    // Told below in one sentence, whatever the reason.
  }
  throw backupProblems['backup.not-one']({ folder })
}

async function checkParts(folder: string, manifest: BackupManifest): Promise<void> {
  for (const part of manifest.tables) {
    if (!/^[a-z_]+$/.test(part.name)) throw backupProblems['backup.damaged']({ part: 'manifest.json' })
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(join(folder, 'tables', `${part.name}.csv.gz`)), hash)
    } catch {
      throw backupProblems['backup.damaged']({ part: part.name })
    }
    if (hash.digest('hex') !== part.sha256) throw backupProblems['backup.damaged']({ part: part.name })
  }
}

/**
 * COPY does not fill a table whose row security binds its owner too, and an owner on an office's database server is no
 * superuser. The binding is lifted inside the transaction only; nobody else ever sees the table without it.
 */
async function pastRowSecurity(client: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ forced: boolean }>(
    'select relforcerowsecurity as forced from pg_class where oid = $1::regclass',
    [pg.escapeIdentifier(table)],
  )
  const alter = `alter table ${pg.escapeIdentifier(table)}`
  if (rows[0]!.forced) await client.query(`${alter} no force row level security`)
  await work()
  if (rows[0]!.forced) await client.query(`${alter} force row level security`)
}

// The heading names the columns the backup had; ones added since take their defaults.
async function copyIn(client: pg.Client, folder: string, table: string): Promise<void> {
  const file = join(folder, 'tables', `${table}.csv.gz`)
  const columns = (await firstLine(file)).split(',').map((name) => pg.escapeIdentifier(name.replaceAll('"', '')))
  const target = client.query(
    copyFrom(`copy ${pg.escapeIdentifier(table)} (${columns.join(', ')}) from stdin (format csv, header)`),
  )
  await pipeline(createReadStream(file), createGunzip(), target)
}

async function firstLine(file: string): Promise<string> {
  let text = ''
  for await (const chunk of createReadStream(file).pipe(createGunzip())) {
    text += String(chunk)
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  return text
}

async function copyFiles(from: string, to: string): Promise<void> {
  for (const name of await filesBelow(from)) {
    const source = join(from, name)
    if (!(await stat(source)).isFile()) continue
    const target = join(to, name)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(source, target)
  }
}
