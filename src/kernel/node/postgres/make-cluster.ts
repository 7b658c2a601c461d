import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import type { Launch } from './launch.ts'
import { databaseProblems } from './problems.ts'
import { makePrivateFolder } from './socket-folder.ts'

const DRAFT = 'postgres.new-'

/**
 * Makes the database's files in `cluster` unless they are there. They are made beside it and moved in one step, so a
 * process killed half-way leaves only a draft, which the next start removes. The caller holds the folder's lock.
 *
 * Text sorts by bytes (`C`), the same on every machine and in every version; Chinese order is asked for in ORDER BY.
 *
 * @throws database.version.other, database.make.failed
 */
export async function makeCluster(
  dataFolder: string,
  cluster: string,
  binaries: Binaries,
  launch: Launch,
  passwordFile?: string,
): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    if (name.startsWith(DRAFT)) await removeDraft(join(dataFolder, name))
  }
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw databaseProblems['database.folder.denied']({ folder: cluster, reason: error.code })
  })
  if (version !== undefined) {
    if (Number(version.trim()) === binaries.major) return
    throw databaseProblems['database.version.other']({
      folder: dataFolder,
      folderVersion: version.trim(),
      programVersion: binaries.major,
    })
  }
  const draft = join(dataFolder, DRAFT + randomUUID())
  await makePrivateFolder(draft, launch.user)
  const command = [
    ...launch.prefix,
    binaries.initdb,
    `--pgdata=${draft}`,
    '--username=postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    ...(passwordFile === undefined
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
  ]
  try {
    await promisify(execFile)(command[0]!, command.slice(1), { cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
    await rename(draft, cluster)
    await syncFolder(dataFolder)
  } catch (error) {
    await removeDraft(draft)
    const { stderr, message } = error as Error & { stderr?: string }
    throw databaseProblems['database.make.failed']({ folder: dataFolder, reason: stderr?.trim() || message })
  }
}

/** The killed process's own programs may still be leaving, tidying up or writing in it. */
async function removeDraft(draft: string): Promise<void> {
  await rm(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
