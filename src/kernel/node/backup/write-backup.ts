import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { filesBelow } from './files-below.ts'
import { type BackupManifest, MANIFEST } from './manifest.ts'
import { backupProblems } from './problems.ts'
import { tablesInOrder } from './table-order.ts'

export interface BackupRequest {
  poolConfig: pg.PoolConfig
  blobFolder: string
  /** Folder that collects backups; each gets its own folder, photos are shared between them by content. */
  into: string
  /** The collecting folder is on another machine or a disk that leaves this one. */
  offMachine: boolean
  now: Date
}

/**
 * Writes one consistent backup: every table as gzipped CSV from a single snapshot, and every stored file. It appears
 * under its name only when all of it is on disk; then the watermark of each community moves to the position it holds.
 */
export async function writeBackup(request: BackupRequest): Promise<{ folder: string; manifest: BackupManifest }> {
  const stamp = request.now.toISOString().replace(/[-:]/g, '').slice(0, 15)
  const name = `ybz-${stamp}Z-${randomBytes(3).toString('hex')}`
  const temporary = join(request.into, `.${name}.part`)
  const folder = join(request.into, name)
  const client = new pg.Client(request.poolConfig)
  await client.connect()
  try {
    await mkdir(join(temporary, 'tables'), { recursive: true })
    await client.query('begin isolation level repeatable read read only')
    const manifest = await copyOut(client, temporary, request.now)
    await client.query('commit')
    manifest.blobs = await copyBlobs(request.blobFolder, join(request.into, 'blobs'))
    await writeFile(join(temporary, MANIFEST), JSON.stringify(manifest, null, 2), { flush: true })
    await rename(temporary, folder)
    await sync(request.into)
    for (const community of manifest.communities) {
      await client.query(
        `insert into backup_mark (community_id, position, made_at, place, off_machine) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [community.id, community.position, request.now, folder, request.offMachine],
      )
    }
    return { folder, manifest }
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
    const { code } = error as { code?: string }
    if (code && /^E[A-Z]+$/.test(code)) throw backupProblems['backup.denied']({ folder: request.into, why: code })
    throw error
  } finally {
    await client.end()
  }
}

async function copyOut(client: pg.Client, folder: string, now: Date): Promise<BackupManifest> {
  const communities = await client.query(
    `select o.id, o.code, o.name, coalesce(p.position, 0)::int as position
     from org o left join position_counter p on p.community_id = o.id where o.level = 'community' order by o.code`,
  )
  const schema = await client.query<{ name: string }>('select max(name) as name from migration')
  const manifest: BackupManifest = {
    format: 1,
    product: 'yibenzhang',
    madeAt: now.toISOString(),
    schema: schema.rows[0]!.name,
    communities: communities.rows,
    tables: [],
    blobs: { count: 0, bytes: 0 },
  }
  for (const table of await tablesInOrder(client)) {
    const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
    const source = client.query(
      copyTo(`copy ${pg.escapeIdentifier(table.name)} (${columns}) to stdout (format csv, header)`),
    )
    const meter = new Meter()
    const file = join(folder, 'tables', `${table.name}.csv.gz`)
    await pipeline(source, createGzip({ level: 1 }), meter, createWriteStream(file, { flush: true }))
    manifest.tables.push({
      name: table.name,
      rows: source.rowCount,
      bytes: meter.bytes,
      sha256: meter.hash.digest('hex'),
    })
  }
  return manifest
}

class Meter extends Transform {
  bytes = 0
  hash = createHash('sha256')
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length
    this.hash.update(chunk)
    done(null, chunk)
  }
}

// Files are named by their content, so one that is there already with the same size need not be copied again.
async function copyBlobs(from: string, to: string): Promise<{ count: number; bytes: number }> {
  const total = { count: 0, bytes: 0 }
  const changed = new Set<string>()
  const names = await filesBelow(from)
  for (const name of names) {
    const source = join(from, name)
    const info = await stat(source)
    if (!info.isFile() || name.endsWith('.part')) continue
    total.count += 1
    total.bytes += info.size
    const target = join(to, name)
    if ((await stat(target).catch(() => null))?.size === info.size) continue
    await mkdir(dirname(target), { recursive: true })
    await copyFile(source, `${target}.part`)
    // The mark that follows lets phones forget their photos: the disk may be pulled right after it.
    await sync(`${target}.part`)
    await rename(`${target}.part`, target)
    changed.add(dirname(target))
  }
  for (const folder of changed) await sync(folder)
  return total
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
