import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { BUGS } from './bugs.ts'
import { halves } from './halves.ts'
import { runSome, type Some, type SomeRun, type Violation } from './run-some.ts'
import { schedule } from './schedule.ts'

/**
 * `npm run sim -- [--schedules N] [--seed S] [--workers W] [--bug NAME,NAME|all] [--trace] [--json]`: random schedules
 * of phones, a server and a network that fails in every way it can, shared out among W threads. With --bug the named bug
 * is put in, and the number is how many schedules it took to be caught; with --trace every step is told. Exit 1 when a
 * promise was broken, or a bug not caught.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    workers: { type: 'string', default: '1' },
    bug: { type: 'string' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const [schedules, seed, workers] = [Number(values.schedules), Number(values.seed), Number(values.workers)]
const names = values.bug === 'all' ? Object.keys(BUGS) : (values.bug?.split(',') ?? [])
const isCount = (n: number): boolean => Number.isInteger(n) && n > 0
if (!isCount(schedules) || !isCount(workers) || !Number.isInteger(seed) || names.some((name) => !(name in BUGS))) {
  process.stderr.write(
    `usage: npm run sim -- [--schedules N] [--seed S] [--workers W] [--bug all|${Object.keys(BUGS).join('|')}] [--json]\n`,
  )
  process.exit(2)
}

const trace = values.trace ? (line: string): void => void process.stderr.write(`${line}\n`) : undefined
const begun = performance.now()
const violations: Violation[] = []
const bugs: Record<string, number | null> = {}
let run = 0
if (names.length === 0) {
  const shares = Array.from({ length: Math.min(workers, schedules) }, (_, n) => ({
    seed: seed + Math.floor((schedules * n) / workers),
    schedules: Math.floor((schedules * (n + 1)) / workers) - Math.floor((schedules * n) / workers),
  }))
  const parts = shares.length > 1 ? shares.map(inThread) : [runSome(shares[0]!, trace)]
  for (const part of await Promise.all(parts)) {
    run += part.run
    violations.push(...part.violations)
  }
}
for (const name of names) {
  const flawed = await halves(name)
  bugs[name] = null
  for (let n = 0; n < schedules && bugs[name] === null; n += 1) {
    run += 1
    const broken = await schedule(flawed, seed + n)
    if (broken.length > 0) bugs[name] = n + 1
    if (broken.length > 0 && trace) trace(`${name}: ${broken.join('; ')}`)
  }
}
const perSecond = Math.round((run * 1000) / (performance.now() - begun))
const missed = Object.values(bugs).some((caught) => caught === null)
if (values.json) {
  process.stdout.write(`${JSON.stringify({ schedules: run, violations: violations.length, seed, perSecond, bugs })}\n`)
} else {
  process.stdout.write(`${run} schedules, ${violations.length} violations, seed ${seed}, ${perSecond} a second\n`)
  for (const [name, caught] of Object.entries(bugs))
    process.stdout.write(`  ${name}: ${caught === null ? 'NOT CAUGHT' : `caught by schedule ${caught}`}\n`)
}
for (const { seed: one, broken } of violations) process.stderr.write(`seed ${one}: ${broken.join('; ')}\n`)
process.exit(violations.length > 0 || missed ? 1 : 0)

function inThread(share: Some): Promise<SomeRun> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: share })
    worker.once('message', done)
    worker.once('error', failed)
  })
}
