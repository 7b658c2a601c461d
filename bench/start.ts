import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile } from './samples.ts'

const ROOT = resolve(import.meta.dirname, '..')
const TIMES = 5

/** From the start of the server to its first page, the demo's data in it; again after kill -9; beside the bare database. */
export async function bench({ log }: BenchOptions): Promise<BenchRow[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ybz-bench-'))
  const running: Running[] = []
  const begin = async (): Promise<Running> => {
    const server = await startServer(dataFolder)
    running.push(server)
    return server
  }
  try {
    log('the first start, which makes database and demo')
    const first = await begin()
    await first.stop('SIGTERM')
    const starts: number[] = []
    const used: number[] = []
    const again: number[] = []
    for (let at = 0; at < TIMES; at++) {
      log(`start, kill -9, start: ${at + 1} of ${TIMES}`)
      const server = await begin()
      starts.push(server.ms)
      if (server.cpu !== undefined) used.push(server.cpu)
      await server.stop('SIGKILL')
      const next = await begin()
      again.push(next.ms)
      await next.stop('SIGTERM')
    }
    const bare: number[] = []
    for (let at = 0; at < TIMES; at++) bare.push(await openBare(dataFolder))
    const seconds = (samples: number[], p: number): number => percentile(samples, p) / 1000
    const cpu = used.length > 0 ? { note: `${percentile(used, 50).toFixed(2)} s of processor` } : {}
    const baseline = {
      unit: 's' as const,
      baseline: 'the database alone opened and asked',
      baselineValue: seconds(bare, 50),
    }
    return [
      { name: 'first start of all: database and demo made, to first page', value: first.ms / 1000, ...baseline },
      { name: `start to first page, median of ${TIMES}`, value: seconds(starts, 50), ...baseline, ...cpu },
      { name: `start to first page, worst of ${TIMES}`, value: seconds(starts, 100), ...baseline },
      { name: `kill -9 to first page again, median of ${TIMES}`, value: seconds(again, 50), ...baseline },
      { name: `kill -9 to first page again, worst of ${TIMES}`, value: seconds(again, 100), ...baseline },
    ]
  } finally {
    await Promise.all(running.map((server) => server.stop('SIGKILL')))
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

interface Running {
  /** Milliseconds from spawning the process to the whole first page. */
  ms: number
  /** Processor seconds the server itself (without the database) had used by then; unknown where there is no /proc. */
  cpu: number | undefined
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

async function startServer(dataFolder: string): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '', YBZ_DATA: dataFolder, YBZ_DEMO: '1', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await addressOf(child)
  const page = await fetch(url)
  await page.text()
  const ms = performance.now() - begun
  return {
    ms,
    cpu: await cpuOf(child.pid!),
    stop: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}

async function cpuOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user, system] = stat
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return user === undefined || system === undefined ? undefined : (user + system) / 100
}

async function addressOf(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout!.on('data', (chunk) => (output += String(chunk)))
  for (;;) {
    const url = /http:\/\/localhost:\d+/.exec(output)?.[0]
    if (url) return url
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server did not start:\n${output}`)
    await sleep(5)
  }
}

async function openBare(dataFolder: string): Promise<number> {
  const begun = performance.now()
  const database = await openDatabase({ dataFolder })
  try {
    const client = new pg.Client(database.poolConfig)
    await client.connect()
    await client.query('select 1')
    const ms = performance.now() - begun
    await client.end()
    return ms
  } finally {
    await database.stop()
  }
}
