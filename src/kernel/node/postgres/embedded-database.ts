import { chmod, chown, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { awaitAnswer, ensureOwner, joinersGone } from './cluster-sql.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { planLaunch, type Launch } from './launch.ts'
import { clearLeftovers } from './leftovers.ts'
import { makeCluster } from './make-cluster.ts'
import { startPostmaster, type Postmaster } from './postmaster.ts'
import { Problem } from '../../problem.ts'
import { databaseProblems } from './problems.ts'
import { serverSettings } from './settings.ts'
import { makePrivateFolder, socketFolder } from './socket-folder.ts'
import { makeAddress } from './address.ts'

/** Starts our own server in `folder` and keeps it running. The caller holds the folder's lock. */
export async function embeddedDatabase(folder: string, options: DatabaseOptions): Promise<Database> {
  const log = options.onLog ?? (() => {})
  const binaries = await findBinaries(options.pgBin ?? process.env.YBZ_PG_BIN)
  const cluster = join(folder, 'postgres')
  const sockets = await socketFolder(folder)
  const launch = await planLaunch(binaries.postgres, cluster, async (user) => {
    await openTo(folder, user)
    const folders = [join(folder, 'run'), sockets]
    for (const one of folders) await makePrivateFolder(one, user)
    await allowed(cluster)
    return folders
  })
  const address = await makeAddress(folder, sockets)
  await makeCluster(folder, cluster, binaries, launch, address.passwordFile)

  let server: Postmaster
  let readiness: Promise<void>
  const leaving = new AbortController()

  async function start(): Promise<void> {
    const deadline = performance.now() + (options.waitMs ?? 60_000)
    for (;;) {
      await clearLeftovers(cluster, sockets)
      server = startPostmaster(
        binaries,
        launch,
        cluster,
        { ...serverSettings(), ...address.settings, ...options.settings },
        log,
      )
      const answered = await awaitAnswer(address, server, deadline)
      if (answered) break
      const lastWords = server.lastWords()
      await server.stop()
      // Children of a killed server may hold its memory for a moment longer than they can be seen.
      if (!/pre-existing shared memory|lock file .* already exists/.test(lastWords) || performance.now() > deadline) {
        throw databaseProblems['database.start.failed']({ lastWords })
      }
      await sleep(100)
    }
    try {
      await ensureOwner(address)
    } catch (error) {
      await server.stop()
      throw error
    }
    void server.gone.then((end) => (leaving.signal.aborted ? undefined : restart(end)))
  }

  async function restart(end: { code: number | null; signal: NodeJS.Signals | null }): Promise<void> {
    log(`数据库意外停止（${end.signal ?? end.code}），正在重新启动… Database ended by itself, starting it again …`)
    readiness = keepStarting()
    options.onCrash?.(end)
    await readiness
  }

  /** A full disk or the like may pass, so trying never ends while this process lives. */
  async function keepStarting(): Promise<void> {
    for (let pause = 100; !leaving.signal.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        return await start()
      } catch (error) {
        log(error instanceof Problem ? error.say('zh') : String(error))
        await sleep(pause, undefined, { signal: leaving.signal }).catch(() => {})
      }
    }
  }

  readiness = start()
  await readiness
  return {
    mode: 'embedded',
    poolConfig: address.owner,
    url: address.url,
    pid: () => (server.isGone() ? undefined : server.pid),
    ready: () => readiness,
    async stop() {
      leaving.abort()
      await readiness.catch(() => {})
      if (options.purpose === 'command') await joinersGone(address, server, log)
      await server.stop()
      if (sockets !== join(folder, 'run')) await rm(sockets, { recursive: true, force: true })
    },
  }
}

/** Root's closed data folder lets the database's group walk through, no more; a folder found open stays as it is. */
async function openTo(folder: string, user: Launch['user']): Promise<void> {
  if (user === undefined) return
  const { mode, uid } = await stat(folder)
  if (uid !== process.getuid!() || (mode & 0o077) !== 0) return
  await chown(folder, uid, user.gid)
  await chmod(folder, 0o710)
}

/** A folder made by another system user is named as such before PostgreSQL refuses it in its own words. */
async function allowed(cluster: string): Promise<void> {
  await readFile(join(cluster, 'PG_VERSION')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return
    throw databaseProblems['database.folder.denied']({ folder: cluster, reason: error.code })
  })
}
