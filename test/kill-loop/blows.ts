import { childrenOf } from '#test/trial/processes.ts'
import type { TrialServer } from '#test/trial/trial-server.ts'

/** What can be killed: the server alone, the database's first process, one of its workers, or everything at once. */
export const BLOWS = ['server', 'database', 'worker', 'everything'] as const
export type Blow = (typeof BLOWS)[number]

/** Kills without warning. @returns what was really hit: a blow at a database that is not up hits the server. */
export async function strike(server: TrialServer, blow: Blow, pick: <T>(from: readonly T[]) => T): Promise<Blow> {
  const postmaster = await server.postmaster()
  const isUp = postmaster !== undefined && kill(postmaster, 0)
  if (blow === 'server' || !isUp) {
    server.kill()
    return 'server'
  }
  const workers = await childrenOf(postmaster)
  if (blow === 'worker') {
    if (workers.length > 0) kill(pick(workers), 'SIGKILL')
    else kill(postmaster, 'SIGKILL')
    return workers.length > 0 ? 'worker' : 'database'
  }
  if (blow === 'everything') server.kill()
  kill(postmaster, 'SIGKILL')
  if (blow === 'everything') for (const worker of workers) kill(worker, 'SIGKILL')
  return blow
}

function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
