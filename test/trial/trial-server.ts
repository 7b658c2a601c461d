import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { childrenOf, processorSeconds } from './processes.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Of its output, so many characters are kept. */
const KEPT = 20_000

/** The product's own process, as `npm start` begins it, over a data folder, on one port whatever happens to it. */
export class TrialServer {
  readonly port: number
  readonly dataFolder: string
  /** What it logged as going wrong in a way nobody expected. */
  readonly errors: string[] = []
  #child: ChildProcess | undefined
  #flags: string[]
  #said = ''

  constructor(dataFolder: string, port: number, flags: string[] = []) {
    this.dataFolder = dataFolder
    this.port = port
    this.#flags = flags
  }

  start(): void {
    const child = spawn(
      process.execPath,
      ['--import', './scripts/compile-cache.mjs', ...this.#flags, 'src/server/main.ts'],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          PORT: String(this.port),
          HOST: '127.0.0.1',
          YBZ_DATA: this.dataFolder,
          YBZ_DEMO: '0',
          DATABASE_URL: '',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const hear = (data: Buffer): void => {
      const text = String(data)
      this.#said = (this.#said + text).slice(-KEPT)
      for (const line of text.split('\n')) if (line.includes('"level":"error"')) this.errors.push(line.slice(0, 600))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    this.#child = child
    const end = (): void => void child.kill('SIGKILL')
    process.once('exit', end)
    child.once('exit', () => process.off('exit', end))
  }

  /** The last of what it printed. */
  said(): string {
    return this.#said
  }

  pid(): number {
    return this.#child?.pid ?? 0
  }

  isGone(): boolean {
    return !this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Settles when the process that is running now has ended. */
  async ended(): Promise<void> {
    if (!this.isGone()) await new Promise((gone) => this.#child!.once('exit', gone))
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  /** As an administrator stops it. @returns its exit code */
  async stop(): Promise<number | null> {
    this.#child?.kill('SIGTERM')
    await this.ended()
    return this.#child?.exitCode ?? null
  }

  /** Resident memory in MB; 0 where the system does not tell. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.pid()}/status`, 'utf8').catch(() => '')
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  }

  /** Seconds of processor the server and its database have had so far. */
  async processor(): Promise<{ server: number; database: number }> {
    const postmaster = (await this.postmaster()) ?? 0
    const database = await Promise.all([postmaster, ...(await childrenOf(postmaster))].map(processorSeconds))
    return { server: await processorSeconds(this.pid()), database: database.reduce((sum, one) => sum + one, 0) }
  }

  /** The database server's process, by its own mark; undefined while there is none. */
  async postmaster(): Promise<number | undefined> {
    const mark = await readFile(join(this.dataFolder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    return Number(mark.split('\n')[0]) || undefined
  }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
