import { chmod, mkdir, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, DatabaseOptions } from './database.ts'
import { embeddedDatabase } from './embedded-database.ts'
import { externalDatabase } from './external-database.ts'
import { folderHolder, lockFolder, type FolderLock } from './folder-lock.ts'
import { databaseProblems } from './problems.ts'
import { Problem } from '../../problem.ts'

export const DEFAULT_WAIT_MS = 60_000

/**
 * Opens the ledger's database for this process alone: takes the data folder, starts our own server in it (or checks the
 * one of `databaseUrl`) and returns when it answers. A server of ours that dies is started again until stop().
 * Call it from the main thread.
 *
 * @throws database.folder.inUse at once when a server holds the folder, after `waitMs` when a command does;
 *   every other entry of databaseProblems
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const folder = await makeDataFolder(options.dataFolder)
  const lock = await takeFolder(folder, options)
  try {
    const database =
      options.databaseUrl === undefined || options.databaseUrl === ''
        ? await embeddedDatabase(folder, options)
        : await externalDatabase(options.databaseUrl, options.waitMs ?? DEFAULT_WAIT_MS)
    let stopping: Promise<void> | undefined
    return { ...database, stop: () => (stopping ??= database.stop().finally(() => lock.release())) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The real path, so that two names of one folder meet in one lock. */
async function makeDataFolder(dataFolder: string): Promise<string> {
  const folder = resolve(dataFolder)
  try {
    const made = await mkdir(folder, { recursive: true })
    if (made !== undefined) await chmod(folder, 0o700)
    return await realpath(folder)
  } catch (error) {
    throw databaseProblems['database.folder.denied']({ folder, reason: (error as NodeJS.ErrnoException).code })
  }
}

async function takeFolder(folder: string, options: DatabaseOptions): Promise<FolderLock> {
  const deadline = performance.now() + (options.waitMs ?? DEFAULT_WAIT_MS)
  let told = false
  for (;;) {
    try {
      return await lockFolder(folder, options.purpose ?? 'server', options.databaseUrl ? 'external' : 'embedded')
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw databaseProblems['database.folder.denied']({ folder, reason: (error as NodeJS.ErrnoException).code })
      }
      const holder = await folderHolder(folder)
      const leavesSoon = holder === undefined || (holder.purpose === 'command' && holder.pid !== process.pid)
      if (!leavesSoon || performance.now() > deadline) throw error
      if (!told) options.onLog?.(error.say('zh'))
      told = true
      await sleep(100)
    }
  }
}
