import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What one task took in a process of its own. */
export interface Taken {
  /** Milliseconds of each run. */
  ms: number[]
  /** Processor milliseconds of one run, threads included: what stays alike when other programs want the machine too. */
  cpuMs: number
  /** Most memory the process held at any moment, threads included; MB of 2^20 bytes. */
  peakMb: number
  /** The same before the first run: Node, the modules and what the task works on. */
  startMb: number
}

/** A task of tasks.ts over the files of a folder, in a new process: its peak of memory is then its own. */
async function inChild(task: string, folder: string, times: number): Promise<Taken> {
  const child = join(import.meta.dirname, 'child.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [child, task, folder, String(times)])
  return JSON.parse(stdout) as Taken
}

/** Time over several runs in one process, memory over a single run in another: a second run begins with the first one's waste. */
export async function inChildren(task: string, folder: string, times: number): Promise<Taken & { firstMs: number }> {
  const once = await inChild(task, folder, 1)
  const often = await inChild(task, folder, times)
  return { ...once, firstMs: once.ms[0]!, ms: often.ms, cpuMs: often.cpuMs }
}
