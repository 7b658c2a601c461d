import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const ROOT = resolve(import.meta.dirname, '../..')
/** Names a data folder in which the product was started for the first time and stopped again. */
export const FIRST_START = 'YBZ_TEST_FIRST_START'

export interface Served {
  url: string
  dataFolder: string
  /** Everything the server has printed so far. */
  said: () => string
  /** login → password of the demo's people. */
  passwords: Record<string, string>
  process: ChildProcess
  stop: () => Promise<void>
}

/**
 * The product as a newcomer starts it: its own process, its own data folder, any free port. What the first start makes
 * is made once for a whole run of tests and copied, unless a folder is named.
 */
export async function serve(env: Record<string, string> = {}, dataFolder?: string): Promise<Served> {
  const folder = dataFolder ?? (await startedOnce())
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', YBZ_DATA: folder, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  const url = await new Promise<string>((found, failed) => {
    const look = (): void => {
      const match = /(http:\/\/localhost:\d+)/.exec(output)
      if (match) found(match[1]!)
    }
    child.stdout.on('data', look)
    child.once('exit', (code) => failed(new Error(`the server ended with ${code} before it served:\n${output}`)))
  })
  const people = await readFile(join(folder, 'welcome.json'), 'utf8').then(
    (text) => JSON.parse(text),
    () => [],
  )
  return {
    url,
    dataFolder: folder,
    said: () => output,
    passwords: Object.fromEntries(people.map((one: { login: string; password: string }) => [one.login, one.password])),
    process: child,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('exit', done))
        child.kill('SIGTERM')
        await ended
      }
      if (!dataFolder) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startedOnce(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ybz-e2e-'))
  const first = process.env[FIRST_START]
  // With whom each file belongs to: the database runs as somebody else where the tests run as root.
  if (first) await promisify(execFile)('cp', ['-a', `${first}/.`, folder])
  return folder
}
