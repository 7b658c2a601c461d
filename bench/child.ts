import { readFileSync } from 'node:fs'
import type { Taken } from './in-child.ts'
import { timeEach } from './samples.ts'
import { tasks } from './tasks.ts'

const [name, folder, times] = process.argv.slice(2)
const work = await tasks[name!]!(folder!)
const startMb = peak()
const before = process.cpuUsage()
const ms = await timeEach(Number(times), work)
const { user, system } = process.cpuUsage(before)
const cpuMs = (user + system) / 1000 / Number(times)
process.stdout.write(JSON.stringify({ ms, cpuMs, peakMb: peak(), startMb } satisfies Taken))

/** Linux counts in maxRSS what the parent held when it forked; its own high-water mark begins with the program. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024
}
