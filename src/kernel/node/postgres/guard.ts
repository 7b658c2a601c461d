import { execFileSync } from 'node:child_process'

/**
 * Run as its own process: `guard.ts SERVER_PID PG_CTL`. Standard input is a pipe from the process that owns the
 * database server. It never carries anything; it closes when that process ends, however it ends, and then the server
 * is stopped.
 */
const [pid, pgCtl] = process.argv.slice(2)
process.stdin.resume()
process.stdin.on('error', stop)
process.stdin.on('end', stop)

function stop(): never {
  try {
    if (process.platform === 'win32') execFileSync(pgCtl!, ['kill', 'INT', pid!])
    else process.kill(Number(pid), 'SIGINT')
  } catch {
    // Already gone.
  }
  process.exit(0)
}
