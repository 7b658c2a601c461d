import { readdir, readFile } from 'node:fs/promises'

/** The fields of a process behind its name: state, parent, and so on. None where the system does not tell. */
async function fieldsOf(pid: number | string): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name stands in parentheses and may hold anything.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** Processes a process has begun. Only Linux shows them; elsewhere there are none. */
export async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [] as string[])).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => ((await fieldsOf(pid))[1] === String(parent) ? Number(pid) : undefined)),
  )
  return found.filter((pid) => pid !== undefined)
}

/** Seconds of processor a process has had, with its ended children; the system counts hundredths. */
export async function processorSeconds(pid: number): Promise<number> {
  const fields = await fieldsOf(pid)
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}
