import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Binaries } from './binaries.ts'
import type { Launch } from './launch.ts'

/** One run of the database server, from its start to its end. */
export interface Postmaster {
  pid: number
  /** Settles when the process is gone; never rejects. */
  gone: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  isGone(): boolean
  /** It has said that it takes connections. Asking before only makes it complain in its log. */
  isReady(): boolean
  /** Its last lines, for the sentence that says why it did not start. */
  lastWords(): string
  /** Clean stop: open transactions are rolled back, everything is written down. Settles when it is gone. */
  stop(): Promise<void>
}

/** After this long a clean stop becomes an immediate one, which costs the next start a recovery but no data. */
const STOP_PATIENCE_MS = 30_000
const WORDS_KEPT = 20
/** What the server says about its ordinary life. What ends it or a connection remains. */
const ROUTINE = /\] LOG: /

/**
 * Starts the server as our own child, never through pg_ctl, so that its end is seen at once. It gets its own session:
 * Ctrl-C in a terminal must reach only us, who close the connections first. It must be called from the main thread,
 * because the kernel ties the child's life to the thread that made it.
 */
export function startPostmaster(
  binaries: Binaries,
  launch: Launch,
  cluster: string,
  settings: Record<string, string>,
  onLog: (line: string) => void,
): Postmaster {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...launch.prefix, binaries.postgres, '-D', cluster, ...options]
  const child = spawn(command[0]!, command.slice(1), {
    cwd: '/',
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', PGDATA: '' },
  })
  const words: string[] = []
  let isReady = false
  createInterface({ input: child.stderr! }).on('line', (line) => {
    words.push(line)
    if (words.length > WORDS_KEPT) words.shift()
    if (line.includes('ready to accept connections')) isReady = true
    if (!ROUTINE.test(line)) onLog(line)
  })
  let isGone = false
  const gone = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((settle) => {
    child.once('error', (error) => {
      words.push(error.message)
      isGone = true
      settle({ code: null, signal: null })
    })
    child.once('exit', (code, signal) => {
      isGone = true
      settle({ code, signal })
    })
  })
  if (!launch.diesWithParent && child.pid !== undefined) guard(child, binaries)
  return {
    pid: child.pid ?? 0,
    gone,
    isGone: () => isGone,
    isReady: () => isReady,
    lastWords: () => words.join(' / '),
    async stop() {
      if (isGone) return
      const late = setTimeout(() => signalServer(child, binaries, 'QUIT'), STOP_PATIENCE_MS)
      signalServer(child, binaries, 'INT')
      await gone
      clearTimeout(late)
    },
  }
}

/** Windows has no signals; there PostgreSQL listens on a pipe that only pg_ctl speaks to. */
function signalServer(child: ChildProcess, binaries: Binaries, signal: 'INT' | 'QUIT'): void {
  if (process.platform !== 'win32') child.kill(`SIG${signal}`)
  else execFile(binaries.pgCtl, ['kill', signal, String(child.pid)], () => {})
}

/** Where the kernel cannot tie the server to us, a small process waits for our end and then stops it. */
function guard(child: ChildProcess, binaries: Binaries): void {
  const script = fileURLToPath(new URL('./guard.ts', import.meta.url))
  const watcher = spawn(process.execPath, [script, String(child.pid), binaries.pgCtl], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  void once(child, 'exit').then(() => watcher.kill())
}
