import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/**
 * A process as told apart from a later one that was given the same number: `started` differs between the two.
 * Empty where the platform offers no start time; then only the number counts.
 */
export interface ProcessIdentity {
  pid: number
  started: string
}

/** Undefined when no such process lives (a zombie does not live). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (process.platform === 'linux') return identifyOnLinux(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  if (process.platform === 'win32') return { pid, started: '' }
  try {
    return { pid, started: execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() }
  } catch {
    return undefined
  }
}

/** Whether that very process is still running; one from another boot or another container is taken for gone. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identifyProcess(identity.pid)
  return now !== undefined && now.started === identity.started
}

function identifyOnLinux(pid: number): ProcessIdentity | undefined {
  try {
    // The name in parentheses may hold anything, so the fields are counted from the last closing one: state is the
    // third field of the line, the start in clock ticks since boot the twenty-second.
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { pid, started: `${boot} ${readlinkSync('/proc/self/ns/pid')} ${fields[19]}` }
  } catch {
    return undefined
  }
}
