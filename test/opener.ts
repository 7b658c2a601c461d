import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'

/** Another process that has a data folder open. */
export interface Opener {
  child: ChildProcess
  pid: number
  /** Its output so far: a line per event, `row N` for every row the database has acknowledged. */
  lines: string[]
  acknowledged(): number[]
  /** Settles with the first line that begins so. Rejects when the process ends first. */
  said(beginning: string): Promise<string>
  kill(): Promise<void>
}

const SCRIPT = `
import pg from 'pg'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
const [dataFolder, work] = process.argv.slice(1)
try {
  console.log('opening')
  const database = await openDatabase({ dataFolder, waitMs: 20000 })
  console.log('open ' + database.pid())
  if (work === 'write') {
    const client = new pg.Client(database.poolConfig)
    await client.connect()
    await client.query('create table if not exists witness (n int primary key)')
    for (let n = (await client.query('select count(*)::int as n from witness')).rows[0].n; ; n += 1) {
      await client.query('insert into witness values ($1)', [n])
      console.log('row ' + n)
    }
  }
  process.stdin.resume()
} catch (error) {
  console.log('refused ' + error.code + ' ' + error.message)
  process.exit(1)
}
`

/** Opens `dataFolder` in a process of its own and holds it, writing rows one by one when asked to. */
export function startOpener(t: TestContext, dataFolder: string, work: 'hold' | 'write'): Opener {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, dataFolder, work], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line))
  const ended = new Promise<void>((settle) => child.once('close', () => settle()))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  t.after(kill)
  return {
    child,
    pid: child.pid!,
    lines,
    acknowledged: () => lines.filter((line) => line.startsWith('row ')).map((line) => Number(line.slice(4))),
    said: (beginning) =>
      new Promise((settle, fail) => {
        const look = () => {
          const line = lines.find((one) => one.startsWith(beginning))
          if (line !== undefined) settle(line)
        }
        reader.on('line', look)
        child.once('close', () => fail(new Error(`ended before saying "${beginning}": ${lines.slice(-3).join(' | ')}`)))
        look()
      }),
    kill,
  }
}
