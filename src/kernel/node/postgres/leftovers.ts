import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identifyProcess } from './process-identity.ts'
import { SOCKET_PORT } from './socket-folder.ts'

/**
 * When a former owner was killed, its database is told to stop by the kernel but takes a moment, and when the database
 * itself was killed its children do. Waits until none of them is left, asking those that stay to stop: first cleanly,
 * after `patience` ms at once (what was acknowledged is in the log and comes back). Then removes the marks of the dead,
 * because after a restart of the machine their process number may belong to something else and PostgreSQL would refuse.
 * The caller holds the folder's lock.
 */
export async function clearLeftovers(cluster: string, socket: string, patience = 2500): Promise<void> {
  const started = performance.now()
  let asked: NodeJS.Signals | undefined
  for (;;) {
    const postmaster = await postmasterOf(cluster)
    const children = await processesIn(cluster)
    if (postmaster === undefined && children.length === 0) break
    const waited = performance.now() - started
    const signal = waited > patience ? 'SIGQUIT' : waited > 200 ? 'SIGINT' : undefined
    if (signal !== undefined && signal !== asked && postmaster !== undefined) {
      asked = signal
      tell(postmaster, signal)
    }
    if (waited > patience * 2) for (const pid of children) tell(pid, 'SIGQUIT')
    if (waited > patience * 4) return // PostgreSQL's own check has the last word.
    await sleep(20)
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true })
  await rm(join(socket, `.s.PGSQL.${SOCKET_PORT}`), { force: true })
  await rm(join(socket, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true })
}

/** The living server of this folder by its own mark, checked to be one: the number may have been given away since. */
async function postmasterOf(cluster: string): Promise<number | undefined> {
  const mark = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(mark.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0 || identifyProcess(pid) === undefined) return undefined
  if (process.platform !== 'linux') return pid
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  return words.includes(cluster) ? pid : undefined
}

/** Every process of a server works inside its folder; only Linux shows that. */
async function processesIn(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const real = await realpath(cluster).catch(() => cluster)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '')
      if (place !== real || identifyProcess(pid) === undefined) return undefined
      // An administrator's shell may stand in the folder too; the server's children call themselves `postgres: …`.
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return command.startsWith('postgres: ') || command.split('\0').includes(cluster) ? pid : undefined
    }),
  )
  return found.filter((pid) => pid !== undefined)
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It went away in between, which is what was asked for.
  }
}
