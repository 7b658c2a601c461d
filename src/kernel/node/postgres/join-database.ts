import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { knownAddress } from './address.ts'
import { answers, JOINED } from './cluster-sql.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { externalDatabase } from './external-database.ts'
import { folderHolder, type LockHolder } from './folder-lock.ts'
import { DEFAULT_WAIT_MS, openDatabase } from './open-database.ts'
import { databaseProblems } from './problems.ts'
import { socketFolder } from './socket-folder.ts'
import { Problem } from '../../problem.ts'

/**
 * For commands: uses the database of the server that holds the data folder, through the same socket, or opens it for
 * the time of the command when nobody does. stop() leaves a joined server running.
 *
 * @throws database.folder.busy, database.folder.external, and what openDatabase throws
 */
export async function joinOrOpenDatabase(options: DatabaseOptions): Promise<Database> {
  const waitMs = options.waitMs ?? DEFAULT_WAIT_MS
  if (options.databaseUrl) return externalDatabase(options.databaseUrl, waitMs)
  const deadline = performance.now() + waitMs
  for (;;) {
    const folder = await realpath(resolve(options.dataFolder)).catch(() => undefined)
    const holder = folder === undefined ? undefined : await holderOf(folder)
    if (folder === undefined || holder === undefined) {
      try {
        return await openDatabase({ ...options, purpose: 'command', waitMs: Math.max(1, deadline - performance.now()) })
      } catch (error) {
        // Another process was a moment faster; use what it opens.
        if (!(error instanceof Problem) || error.code !== 'database.folder.inUse') throw error
      }
    } else {
      if (holder.database === 'external') {
        throw databaseProblems['database.folder.external']({ folder, pid: holder.pid })
      }
      const joined = await join(folder)
      if (joined !== undefined) return joined
    }
    if (performance.now() > deadline) {
      throw databaseProblems['database.folder.busy']({ folder, pid: holder?.pid, seconds: Math.round(waitMs / 1000) })
    }
    await sleep(100)
  }
}

async function holderOf(folder: string): Promise<LockHolder | undefined> {
  return folderHolder(folder).catch((error: NodeJS.ErrnoException) => {
    throw databaseProblems['database.folder.denied']({ folder, reason: error.code })
  })
}

async function join(folder: string): Promise<Database | undefined> {
  const address = await knownAddress(folder, await socketFolder(folder))
  if (address === undefined || !(await answers(address.owner))) return undefined
  return {
    mode: 'joined',
    poolConfig: { ...address.owner, application_name: JOINED },
    url: address.url,
    pid: () => undefined,
    ready: async () => {},
    stop: async () => {},
  }
}
